namespace Wayleave.Rules.Causes.Payload;

/// <summary>The page of <see cref="CauseNames.SubprotocolRequired"/>.</summary>
internal static class SubprotocolRequired
{
    public static Cause Cause { get; } = new(
        CauseNames.SubprotocolRequired,
        CauseGroup.Payload,
        "the app needs a subprotocol that was not offered")
    {
        Looks =
            "The app's own clients connect, and a general client or probe gets 400, 401, 403 or an end at once " +
            "(1002, 4406).",
        Why = "Brokers and GraphQL servers refuse a handshake that does not offer their subprotocol.",
        Confirm =
            "`wayleave doctor --subprotocol mqtt` (or the name of the protocol that the app speaks: GraphQL, " +
            "STOMP, WAMP, `binary`) opens what fails without.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Offer it.",
                """
                const socket = new WebSocket("wss://broker.example.com/mqtt", ["mqtt"]);
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket#protocols"),
            Fix.Documented(
                "any",
                "Offer the subprotocol that the app's documentation names; for a probe: --subprotocol.",
                "wayleave doctor wss://broker.example.com/mqtt --subprotocol mqtt",
                "https://www.rfc-editor.org/rfc/rfc6455#section-1.9"),
        ],
        Neighbours =
        [
            CauseNames.SubprotocolDropped,
            CauseNames.SubprotocolMalformed,
            CauseNames.ClientHandshakeMalformed,
        ],
    };
}
