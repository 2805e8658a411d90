namespace Wayleave.Rules.Diagnosis.Hops.Balancers;

/// <summary>An AWS load balancer (application, or the classic one).</summary>
/// <remarks>It signs only the answers that it writes itself; its stickiness cookie shows it on others.</remarks>
internal static class Alb
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("alb", HopKind.Balancer)
    {
        Signs =
        [
            Sign.Server("awselb/"),
            Sign.Cookie("AWSALB"),
            Sign.Cookie("AWSELB"),
        ],
        Writes =
        [
            Sign.Server("awselb/"),
        ],
    };
}
