namespace Wayleave.Rules.Diagnosis.Hops.Balancers;

/// <summary>Azure Application Gateway.</summary>
internal static class AzureAppGateway
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("azure-app-gateway", HopKind.Balancer)
    {
        Signs =
        [
            Sign.Server("Microsoft-Azure-Application-Gateway"),
            Sign.Cookie("ApplicationGatewayAffinity"),
        ],
        Writes =
        [
            Sign.Server("Microsoft-Azure-Application-Gateway"),
            Sign.Body("Microsoft-Azure-Application-Gateway"),
        ],
    };
}
