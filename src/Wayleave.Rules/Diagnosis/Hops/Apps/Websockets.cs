namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>The Python library websockets, standalone.</summary>
internal static class Websockets
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("websockets", HopKind.App)
    {
        Signs =
        [
            Sign.Server("Python/"),
            Sign.Body("Failed to open a WebSocket connection"),
        ],
        Writes =
        [
            Sign.Body("Failed to open a WebSocket connection"),
            Sign.Header("Server", "websockets/"),
        ],
    };
}
