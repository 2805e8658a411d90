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
        Why = "httpd asks the ProxyPass lines in the order of the file and takes the first whose path fits, not the longest.",
        Fix = "Put the socket's line in front of the general one.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        from socket in deployment.Sockets
        let passage = new ApacheRoute(site, new Handshake { Path = socket.Path, Host = deployment.Domain }).Passage()
        where passage is { End: PassageEnd.Forwarded }
        let taken = ApacheRoute.Mappings(site).FirstOrDefault(mapping => mapping.By.At == passage.At)
        where taken is not null
        let hidden = ApacheOrder.Hidden(site, taken, socket.Path)
        where hidden is not null
        select Info.Found(hidden.By.At, $"{socket.Path} never gets here: \"{taken.By.Name.Text} {taken.Path}\" on line {taken.By.At.Line} takes it first, since httpd takes the first that fits") with { Fix = Move(hidden.By.At, taken.By.At) };

    private static LintFix? Move(Span line, Span general) => line.Source == general.Source
        ? LintFix.Of("put the line in front of the general one", Edit.Remove(line), new Edit(general.Before, line.Text + Edit.LineEnd(line.Source) + general.Indent))
        : null;
}
