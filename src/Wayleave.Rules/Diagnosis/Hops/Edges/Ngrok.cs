namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>ngrok's tunnels.</summary>
internal static class Ngrok
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("ngrok", HopKind.Edge)
    {
        Signs =
        [
            Sign.Header("ngrok-error-code"),
            Sign.Header("ngrok-trace-id"),
            Sign.Body("ERR_NGROK_"),
        ],
        Writes =
        [
            Sign.Header("ngrok-error-code"),
            Sign.Body("ERR_NGROK_"),
            Sign.Body("ngrok gateway error"),
            Sign.Body("cdn.ngrok.com"),
        ],
    };
}
