namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>ASP.NET Core SignalR.</summary>
internal static class SignalR
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("signalr", HopKind.App)
    {
        Signs =
        [
            Sign.Body("No Connection with that ID"),
            Sign.Body("Connection ID required"),
        ],
        Writes =
        [
            Sign.Body("No Connection with that ID"),
            Sign.Body("Connection ID required"),
        ],
    };
}
