using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The ProxyPass that is meant for a socket stands behind a more general one, which takes its path.</summary>
internal sealed class ApacheProxyPassNeverReached : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-proxypass-never-reached", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "httpd asks the ProxyPass lines in the order of the file and takes the first whose path fits, not the longest. Among Location sections it is the last that fits.",
        Fix = "Put the socket's line in front of the general one, and its section behind the general one.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) => Lines(deployment).Concat(Locations(deployment));

    private IEnumerable<LintFinding> Lines(Deployment deployment)
    {
        ILookup<Span, (ApacheSite Site, ApacheMapping Mapping)> mappings = deployment.ApacheSites().SelectMany(site => ApacheRoute.Mappings(site).Select(mapping => (Site: site, Mapping: mapping))).ToLookup(one => one.Mapping.By.At);
        return
            from crossing in deployment.Crossings
            where crossing is { Hop: ApacheHop, Passage.End: PassageEnd.Forwarded }
            from taken in mappings[crossing.Passage.At].Take(1)
            let path = crossing.Socket.Path
            let hidden = ApacheOrder.Hidden(taken.Site, taken.Mapping, path)
            where hidden is not null
            let general = taken.Mapping.By
            select Info.Found(hidden.By.At, $"{path} never gets here: \"{general.Name.Text} {taken.Mapping.Path}\" on line {general.At.Line} takes it first, since httpd takes the first that fits") with { Fix = Move(hidden.By.At, general.At) };
    }

    // Among locations it is the other way round: they are merged in their order, and the last one's ProxyPass counts.
    private IEnumerable<LintFinding> Locations(Deployment deployment)
    {
        ILookup<Span, Crossing> crossings = deployment.Crossings.Where(crossing => crossing is { Hop: ApacheHop, Passage.End: PassageEnd.Forwarded }).ToLookup(crossing => crossing.Passage.At);
        return
            from site in deployment.ApacheSites()
            from location in site.Main.Concat(site.Own).Where(ApacheLocations.Is)
            from line in site.Inside(location)
            from crossing in crossings[line.At]
            let hidden = ApacheOrder.HiddenByLocation(site, line, crossing.Socket.Path)
            where hidden is not null
            select Info.Found(hidden.By.At, $"{crossing.Socket.Path} never gets here: the section on line {location.At.Line} stands further down and takes it, since of sections that fit the last one's ProxyPass counts");
    }

    private static LintFix? Move(Span line, Span general) => line.Source == general.Source
        ? LintFix.Of("put the line in front of the general one", Edit.Remove(line), new Edit(general.Before, line.Text + Edit.LineEnd(line.Source) + general.Indent))
        : null;
}
