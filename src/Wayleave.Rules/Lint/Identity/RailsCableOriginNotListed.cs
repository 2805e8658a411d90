using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Action Cable has a list of Origins, and the public host's pages are not on it.</summary>
internal sealed class RailsCableOriginNotListed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-origin-not-listed", CauseNames.OriginNotAllowlisted, Severity.Warning)
    {
        Why = "Action Cable lets in sockets of pages whose Origin is on allowed_request_origins, and those whose Origin is the request's own scheme and host. Behind a proxy the second is true only while Host and X-Forwarded-Proto reach the app unchanged; else every page gets 404.",
        Fix = "Add the public address as the browser sends it: config.action_cable.allowed_request_origins = [\"https://app.example.com\"].",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#allowed-request-origins",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<string> hosts = PublicHosts.Of(deployment);
        if (hosts.IsEmpty || RailsProject.Of(deployment.Of<RailsFile>()) is not { } app || app.Is("action_cable.disable_request_forgery_protection", true)) yield break;
        if (app.List("action_cable.allowed_request_origins") is not { Items.IsEmpty: false } list) yield break;
        bool onTls = app.IsOnTls || PublicHosts.AreOnTls(deployment);
        string[] origins = [.. hosts.SelectMany(host => onTls ? new[] { "https://" + host } : ["https://" + host, "http://" + host])];
        if (list.Items.Any(item => origins.Any(origin => RailsMatch.Covers(item, origin) is not false))) yield break;
        bool sameHostCounts = !app.Is("action_cable.allow_same_origin_as_host", false);
        if (sameHostCounts && PassesAll(deployment)) yield break;
        yield return Info.Found(sameHostCounts ? Severity.Warning : Severity.Error, list.Last.At, $"allowed_request_origins has only {string.Join(", ", list.Items.Select(item => item.Text ?? item.At.Text))}, and browsers come by {string.Join(", ", hosts)}: Action Cable answers sockets of those pages with 404{(sameHostCounts ? " unless Host and X-Forwarded-Proto reach it as the browser sent them" : "")}");
    }

    // A hop that hands both on makes Origin and the request agree.
    private static bool PassesAll(Deployment deployment) =>
        deployment.Crossings.Any(crossing => crossing.Passage.End is PassageEnd.Forwarded) && deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded).All(crossing =>
            crossing.Passage.Headers.GetValueOrDefault("x-forwarded-proto") is { Present: true, Value: "https" } && (!crossing.Passage.Headers.ContainsKey("host") || crossing.Sent("host").Value == crossing.Passage.Host));
}
