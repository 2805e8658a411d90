namespace Wayleave.Rules.Diagnosis.Hops.Balancers;

/// <summary>Google's front end: Cloud Run, App Engine and the HTTP(S) load balancer.</summary>
internal static class GoogleFrontEnd
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("google", HopKind.Balancer)
    {
        Signs =
        [
            Sign.Via("1.1 google"),
            Sign.Server("Google Frontend"),
            Sign.Header("X-Cloud-Trace-Context"),
            Sign.Server("ghs"),
        ],
        Writes =
        [
            Sign.Body("!!1</title>"),
            Sign.Body("Google Frontend"),
        ],
    };
}
