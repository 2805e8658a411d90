namespace Wayleave.Rules.Causes.Payload;

/// <summary>The page of <see cref="CauseNames.SubprotocolMalformed"/>.</summary>
internal static class SubprotocolMalformed
{
    public static Cause Cause { get; } = new(
        CauseNames.SubprotocolMalformed,
        CauseGroup.Payload,
        "the offered subprotocol is not a token")
    {
        Looks =
            "`new WebSocket` throws `SyntaxError`, or a strict server or hop answers 400, where the second " +
            "argument holds a token, a URL or JSON.",
        Why =
            "Each offered subprotocol must be an HTTP token: no blanks, slashes, colons, commas, equals signs or " +
            "brackets, and none twice. Credentials in plain base64 break that rule by their `=` and `/`.",
        Confirm = "Look at what the page passes as protocols; the console names the wrong value.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Encode a credential in base64url without padding, beside the real subprotocol.",
                """
                const encoded = btoa(token).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
                const socket = new WebSocket(url, ["my-app.v1", `bearer.${encoded}`]);
                """,
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket#protocols"),
            Fix.Documented(
                "any",
                "Offer only tokens as RFC 9110 §5.6.2 defines them, each once, and pass credentials in a cookie " +
                "or a short-lived ticket.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.1"),
        ],
        Neighbours = [CauseNames.SubprotocolDropped, CauseNames.SubprotocolRequired, CauseNames.AuthRequired],
    };
}
