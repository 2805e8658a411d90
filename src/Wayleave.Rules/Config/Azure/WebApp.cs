using Wayleave.Rules.Config.Azure.Reading;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>A web app of App Service, with the configuration that may stand in a resource of its own.</summary>
/// <param name="Template">The file's resources.</param>
/// <param name="Site">The app.</param>
internal sealed record WebApp(AzureTemplate Template, AzureResource Site)
{
    private static readonly string[] s_windows = ["windowsFxVersion", "netFrameworkVersion", "nodeVersion", "phpVersion", "javaVersion"];

    /// <summary>The web apps in a file: neither functions nor logic apps, which open no sockets of their own.</summary>
    public static IEnumerable<WebApp> In(AzureTemplate template)
    {
        AzureResource[] sites = [.. template.Resources.Where(resource => resource.Is("Microsoft.Web/sites") || resource.Is("Microsoft.Web/sites/slots"))];
        // A configuration may be all that was printed of an app.
        return (sites.Length > 0 ? sites : template.Of("Microsoft.Web/sites/config").Where(config => config.Entry("webSocketsEnabled") is not null))
            .Where(site => !site.IsExisting).Select(site => new WebApp(template, site)).Where(app => !app.Says("functionapp") && !app.Says("workflowapp"));
    }

    /// <summary>Where <c>webSocketsEnabled</c> is set; null if nothing sets it.</summary>
    public DataEntry? Switch => Settings("webSocketsEnabled").LastOrDefault();

    /// <summary>The app's own settings; null if it has none or they are computed.</summary>
    public DataMap? SiteConfig => Template.Known(Site.Entry("siteConfig")?.Value) as DataMap;

    /// <summary>Whether all its settings are seen: none is computed, put together from others or read from elsewhere.</summary>
    public bool IsWhole => IsSeen(Site.Body) && IsSeen(Site.Properties) && (Site.Entry("siteConfig") is null || IsSeen(SiteConfig));

    /// <summary>What lacks a setting: its own settings, else the resource.</summary>
    public Span At => Site.Entry("siteConfig")?.KeyAt ?? Site.At;

    /// <summary>Whether it runs on Linux; null if the file does not show it.</summary>
    public bool? IsLinux
    {
        get
        {
            if (Says("linux") || Truth(Site.Entry("reserved")) == true || Settings("linuxFxVersion").Any(entry => Template.Known(entry.Value) is not DataScalar { Value: "" or "null" })) return true;
            if (Plan is { } plan)
            {
                if (Text(plan.Body["kind"])?.Contains("linux", StringComparison.OrdinalIgnoreCase) == true || Truth(plan.Entry("reserved")) == true) return true;
                if (plan.Body is DataMap && plan.Entry("reserved")?.Value is null or DataScalar && plan.Body["kind"] is null or DataScalar) return false;
            }

            return s_windows.Any(name => Settings(name).Any()) || HasWindowsSetting || Site.Body["kind"] is DataScalar kind && kind.Value.Contains("windows", StringComparison.OrdinalIgnoreCase) ? false : null;
        }
    }

    /// <summary>The plan that it runs on, where the same file has it and only it.</summary>
    public AzureResource? Plan => Template.Of("Microsoft.Web/serverfarms").ToArray() is [{ IsExisting: false } only] ? only : null;

    // Node.js in IIS asks this one for its version; Linux has an image for each.
    private bool HasWindowsSetting => Settings("appSettings").SelectMany(list => list.Value.Items).Any(item => item["name"]?.Text is "WEBSITE_NODE_DEFAULT_VERSION");

    private static bool IsSeen(DataNode? node) => node is DataMap map && map.Find(BicepParser.Spread) is null;

    // In the app itself, and in its resource "web".
    private IEnumerable<DataEntry> Settings(string name) =>
        (SiteConfig?.Pairs ?? []).Concat(Template.Resources.Where(IsOwnConfig).SelectMany(config => (config.Properties as DataMap)?.Pairs ?? []))
            .Concat((Site.Properties as DataMap)?.Pairs ?? []).Where(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private bool IsOwnConfig(AzureResource resource)
    {
        if (!resource.Is(Site.Type + "/config")) return false;
        // Among several apps only what stands in the app or names it as its parent is surely its own.
        return resource.Inside == Site || (resource.Body["parent"] is AzureExpression { Name: { } parent } && parent == Site.Symbol) || Template.Of(Site.Type).Count() == 1;
    }

    private bool Says(string kind) => Text(Site.Body["kind"])?.Contains(kind, StringComparison.OrdinalIgnoreCase) == true;

    private string? Text(DataNode? node) => Template.Usual(node)?.Text;

    private bool? Truth(DataEntry? entry) => (Template.Known(entry?.Value) as DataScalar)?.Truth;
}
