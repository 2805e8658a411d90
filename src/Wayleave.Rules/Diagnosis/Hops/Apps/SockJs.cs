namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>SockJS servers.</summary>
internal static class SockJs
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("sockjs", HopKind.App)
    {
        Signs =
        [
            Sign.Body("Welcome to SockJS!"),
        ],
        Writes =
        [
            Sign.Body("Unverified origin."),
            Sign.Body("Welcome to SockJS!"),
            Sign.Body("\"Connection\" must be \"Upgrade\"."),
        ],
    };
}
