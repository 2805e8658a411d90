namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ProtocolViolation"/>.</summary>
internal static class ProtocolViolation
{
    public static Cause Cause { get; } = new(
        CauseNames.ProtocolViolation,
        CauseGroup.Delivery,
        "what answers does not speak HTTP or sends frames that RFC 6455 forbids")
    {
        Looks =
            "Something answers that is no HTTP, or a 101 is followed by frames that browsers refuse: reserved " +
            "bits, masked frames from the server, invalid UTF-8, a control frame over 125 bytes. Browsers close " +
            "with 1002 or 1007.",
        Why =
            "Another service listens on that port, a hop writes into the switched stream, or the server's " +
            "implementation is wrong.",
        Confirm =
            "`wayleave doctor` shows the first bytes or the frame that breaks the rule. With `--origin`, see " +
            "whether it is there straight at the app.",
        Fixes =
        [
            Fix.Documented(
                "any",
                "Let an established library write the frames; see that nothing between rewrites the stream, and " +
                "that the port is the web server's.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-5"),
        ],
        Neighbours =
        [
            CauseNames.SchemePortMismatch,
            CauseNames.CompressionNegotiation,
            CauseNames.ProxyProtocolMismatch,
            CauseNames.HandshakeCorrupted,
        ],
        Seen = Seen.Live,
    };
}
