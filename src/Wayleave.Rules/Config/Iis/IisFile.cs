using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Xml;

namespace Wayleave.Rules.Config.Iis;

/// <summary>A web.config, or an applicationHost.config.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Roots">Its outermost elements.</param>
public sealed record IisFile(SourceText Source, ImmutableArray<XmlElement> Roots) : ConfigFile(Source, "iis")
{
    /// <summary>The <c>system.webServer</c> elements, each for its own <c>location</c>.</summary>
    public ImmutableArray<XmlElement> Sites => [.. Roots.SelectMany(root => root.All()).Where(element => element.Name.Equals("system.webServer", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Whether Node.js runs in IIS itself: it speaks WebSocket on its own, and IIS must keep out of it.</summary>
    public bool RunsNode => Sites.SelectMany(site => site.All()).Any(element =>
        element.Name.Equals("iisnode", StringComparison.OrdinalIgnoreCase)
        || element.Attributes.Any(attribute => attribute.Name.Equals("modules", StringComparison.OrdinalIgnoreCase) && attribute.Value.Contains("iisnode", StringComparison.OrdinalIgnoreCase))
        || (element.Name.Equals("action", StringComparison.OrdinalIgnoreCase) && element.Value("url")?.EndsWith("js", StringComparison.OrdinalIgnoreCase) == true));

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => [.. Sites.Select(site => new IisHop(site)).Where(hop => hop.Rules.Any())];
}
