using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A proxy sends Django another Host than the browser's with pages and sockets alike, and Django does not answer for that one.</summary>
internal sealed class DjangoHostRewritten : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-host-rewritten", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "Django refuses with 400 each page that asks for a host that ALLOWED_HOSTS lacks. A proxy that says nothing of Host sends the upstream's name (nginx's default), which is in nobody's list. A socket alone is not held to it: Channels looks at Origin.",
        Fix = "Send the browser's Host on: proxy_set_header Host $http_host.",
        Source = "https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (DjangoAllowedHosts allowed in DjangoAllowedHosts.Of(deployment.Of<DjangoFile>()))
        {
            foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded && !deployment.Behind(crossing).Any() && crossing.Passage.Version is { Value.Major: < 2 }))
            {
                if (crossing.Passage.Lost.ContainsKey("host") || crossing.Browser.Passage.Host is not { } asked || crossing.Sent("host") is not { Present: true, Value: { } sent } host) continue;
                string name = HostChanged.Name(sent);
                if (string.Equals(name, HostChanged.Name(asked), StringComparison.OrdinalIgnoreCase) || allowed.Cover(name) || !deployment.AppsBehind(crossing).Any(app => app.Framework == "django")) continue;
                if (allowed.Project.Values("USE_X_FORWARDED_HOST") is { IsEmpty: false } other && other.Any(value => value is not DataScalar { Truth: false })) continue;
                if (!ServesPages(crossing)) continue;
                // What the hop in front has made of it is written there.
                Crossing at = crossing;
                while (at.Before is { } before && before.Sent("host").Value == sent) at = before;
                yield return Info.Found(at.Sent("host").Where ?? at.Passage.At, $"{crossing.Socket.Path} goes on with \"Host: {sent}\" in place of the browser's, and ALLOWED_HOSTS {allowed.Told}: Django answers the pages that go the same way with 400") with
                {
                    Fix = host.Where is null && at == crossing ? NginxMending.Behind(deployment, crossing, "Send the browser's Host on.", "proxy_set_header Host $http_host;") : null,
                };
            }
        }
    }

    private static bool ServesPages(Crossing crossing) => crossing.Hop.Pass(crossing.Handshake with { Path = "/" }).Any(page => page.At == crossing.Passage.At);
}
