namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Socket.IO and its transport Engine.IO, in Node or Python.</summary>
internal static class EngineIo
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("socket.io", HopKind.App)
    {
        Signs =
        [
            Sign.Body("{\"code\":0,\"message\":\"Transport unknown\"}"),
            Sign.Body("{\"code\":3,\"message\":\"Bad request\"}"),
            Sign.Body("\"message\":\"Session ID unknown\""),
        ],
        Writes =
        [
            Sign.Body("\"message\":\"Transport unknown\""),
            Sign.Body("\"message\":\"Bad request\""),
            Sign.Body("\"message\":\"Session ID unknown\""),
            Sign.Body("\"message\":\"Bad handshake method\""),
            Sign.Body("\"message\":\"Forbidden\""),
            Sign.Body("\"message\":\"Unsupported protocol version\""),
            Sign.Body("The client is using an unsupported version of the Socket.IO or Engine.IO"),
            Sign.Body(" is not an accepted origin."),
        ],
    };
}
