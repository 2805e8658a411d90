using Wayleave.Cli.Reports;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Tests.Reports;

/// <summary>Reports made by hand, whose findings do not change when a rule does.</summary>
internal static class SampleReports
{
    public static Report Broken(Run? run = null, string summary = "nginx answers the upgrade with 404, and the app never saw it.")
    {
        var finding = new Finding
        {
            Cause = CauseNames.UpgradeHeaderStripped,
            Severity = Severity.Error,
            Confidence = 0.934,
            Hop = "nginx",
            Summary = summary,
            Evidence = ["p4", "p3"],
            Alternatives = [CauseNames.PathNotRouted],
            NextProbe = "--origin HOST:PORT asks the app itself.",
        };
        var aside = new Finding { Cause = CauseNames.OriginMissing, Severity = Severity.Info, Confidence = 0.8, Hop = "app", Summary = "A handshake without Origin gets 403.", Evidence = ["p4"] };
        Hop[] hops =
        [
            new("client", HopKind.Client, []), new("cloudflare", HopKind.Edge, ["cf-ray header"]), new("nginx", HopKind.Proxy, ["Server: nginx/1.22.1"]), new("app", HopKind.App, []),
        ];
        var fix = new Fix("nginx", "Pass the upgrade on.", "proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;", FixBasis.Tried, "NginxChains");
        return new Report(run ?? Samples.Stripped(), new Judgement(Verdict.Broken, "Broken at nginx, upgrade-header-stripped: " + summary, [finding, aside], [.. hops]),
            [new ReportedFinding(finding, [fix]), new ReportedFinding(aside, [])]);
    }

    public static Report Healthy() =>
        new(Samples.Healthy(), new Judgement(Verdict.Works, "It opens in 33 ms and stays open.", [], [new("client", HopKind.Client, []), new("app", HopKind.App, [])]), []);

    public static Report Undecided() =>
        new(Samples.Run() with { Interrupted = true }, new Judgement(Verdict.Inconclusive, "Nothing was certain.", [], []), []);

    /// <summary>A peer that sends escape sequences, markup and everything else that a report might obey.</summary>
    public static Report Hostile()
    {
        const string Nasty = "\u001b[31mred\u0007\u009b2J\u202e<script>alert(1)</script>\"'&`````\r\n|@team";
        return Broken(
            Samples.Run(Samples.Upgrade("p4", Samples.Answer(404, Nasty, Nasty + "<img src=x onerror=alert(1)>", ("Server", Nasty), (Nasty, Nasty))) with { Outcome = Nasty, Route = Nasty }),
            Nasty);
    }
}
