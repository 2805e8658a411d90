namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>A Go server with gorilla/websocket or its like.</summary>
internal static class Gorilla
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("go", HopKind.App)
    {
        Signs =
        [
            Sign.Body("websocket: "),
        ],
        Writes =
        [
            Sign.Body("websocket: the client is not using the websocket protocol"),
            Sign.Body("websocket: request origin not allowed"),
            Sign.Body("WebSocket protocol violation: Connection header"),
            Sign.Body("WebSocket protocol violation: Upgrade header"),
        ],
    };
}
