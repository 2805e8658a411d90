namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Azure App Service.</summary>
internal static class AppService
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("azure-app-service", HopKind.Platform)
    {
        Signs =
        [
            Sign.Cookie("ARRAffinity"),
            Sign.Header("X-AppService-Proto"),
        ],
    };
}
