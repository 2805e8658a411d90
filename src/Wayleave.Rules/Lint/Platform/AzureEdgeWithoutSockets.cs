using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Azure;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A classic Front Door, or a classic CDN of Azure, stands in front of an app: neither passes upgrades.</summary>
internal sealed class AzureEdgeWithoutSockets : ILintRule
{
    private static readonly string[] s_apps = ["azurewebsites", "defaultHostName", "Microsoft.Web/sites", "containerapp"];
    private static readonly string[] s_files = [".blob.core", ".web.core", "primaryEndpoints"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("azure-edge-without-sockets", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "Azure Front Door (classic) and the classic CDN profiles pass requests and no upgrades. Front Door Standard and Premium do pass them.",
        Fix = "Move to a profile of Standard_AzureFrontDoor or Premium_AzureFrontDoor without caching at the socket's path, or open the socket on a name that leads past the edge.",
        Source = "https://github.com/MicrosoftDocs/architecture-center/issues/4011",
        Kinds = ["azure"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        bool opens = deployment.KnowsSockets;
        foreach ((Span at, string name) in deployment.Of<AzureFile>().SelectMany(file => Edges(file.Template)))
        {
            yield return opens
                ? Info.Found(at, $"{name} passes no WebSockets: pages load through it, and no socket opens")
                : Info.Found(Severity.Warning, at, $"{name} passes no WebSockets: whatever socket an app behind it opens gets no 101");
        }
    }

    private static IEnumerable<(Span At, string Name)> Edges(AzureTemplate template)
    {
        foreach (AzureResource door in template.Of("Microsoft.Network/frontDoors").Where(door => !door.IsExisting && !LeadsTo(door, s_files))) yield return (door.At, "Azure Front Door (classic)");
        // A CDN mostly stands in front of files, and sockets go past it: here it must be known to lead to an app.
        if (!template.Of("Microsoft.Cdn/profiles/endpoints").Any(endpoint => LeadsTo(endpoint, s_apps))) yield break;
        foreach (AzureResource profile in template.Of("Microsoft.Cdn/profiles"))
        {
            if (profile.Body.Find("sku", "name") is { } sku && template.Known(sku)?.Text is { } name && IsClassic(name)) yield return (sku.At, $"a CDN profile of {name}");
        }
    }

    private static bool LeadsTo(AzureResource edge, string[] signs) => Array.Exists(signs, sign => edge.Body.At.Text.Contains(sign, StringComparison.OrdinalIgnoreCase));

    private static bool IsClassic(string sku) => !sku.EndsWith("_AzureFrontDoor", StringComparison.OrdinalIgnoreCase) && (sku.StartsWith("Standard_", StringComparison.OrdinalIgnoreCase) || sku.StartsWith("Premium_", StringComparison.OrdinalIgnoreCase) || sku.StartsWith("Custom_", StringComparison.OrdinalIgnoreCase));
}
