namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>The npm library ws.</summary>
internal static class NodeWs
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("ws", HopKind.App)
    {
        Signs =
        [
            Sign.Body("Missing or invalid Sec-WebSocket-Key header"),
            Sign.Body("Missing or invalid Sec-WebSocket-Version header"),
        ],
        Writes =
        [
            Sign.Body("Missing or invalid Sec-WebSocket-Key header"),
            Sign.Body("Missing or invalid Sec-WebSocket-Version header"),
            Sign.Body("Invalid Upgrade header"),
            Sign.Body("Missing or invalid Sec-WebSocket-Extensions header"),
            Sign.Body("Invalid Sec-WebSocket-Protocol header"),
            Sign.WholeBody("Upgrade Required").On(426),
        ],
    };
}
