using System.Net;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports;
using Wayleave.Cli.Reports.Text;
using Wayleave.Lab.App;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Probing;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Server.Serving;

namespace Wayleave.Cli.Demo;

/// <summary>
/// What <c>wayleave demo</c> does: 1. an app behind an edge and a broken proxy, and the same app behind the same edge and <c>serve</c>;
/// 2. the doctor on both, side by side; 3. both verdicts; 4. the addresses, for as long as someone wants to look.
/// </summary>
internal sealed class DemoScript(Surroundings surroundings, IPEndPoint listen, bool once)
{
    // An edge that speaks TLS to its origin and cuts what is silent, faster than the real one so that it can be watched.
    private const string Edge = "cloudflare:full:idle=2s";

    // The commonest outage of all: nginx behind it, and the two header lines missing.
    private const string Broken = Edge + ",nginx:strip-upgrade";
    private const string ExpectedCause = CauseNames.UpgradeHeaderStripped;

    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(1.5);

    private readonly Look _look = new() { Colours = surroundings.ColoursWelcome, Width = Math.Clamp(surroundings.Width, 60, 140) };

    /// <summary>Runs the script.</summary>
    /// <returns>0; with <c>--once</c>, 1 if a verdict is not the one expected.</returns>
    public async Task<int> RunAsync()
    {
        var app = SampleApp.Start(time: surroundings.Time);
        await using var _ = app.ConfigureAwait(false);
        var broken = await LabChain.StartAsync(LabPlan.Parse(Broken), app.Url, new LabOptions { Listen = listen, Time = surroundings.Time }).ConfigureAwait(false);
        await using var __ = broken.ConfigureAwait(false);
        using var state = new DemoFolder();
        var gateway = await Gateway.StartAsync(DemoSettings.Of(app.Url, state.Path), new GatewayOptions { Log = TextWriter.Null, Time = surroundings.Time }).ConfigureAwait(false);
        await using var ___ = gateway.ConfigureAwait(false);
        var carried = await LabChain.StartAsync(LabPlan.Parse(Edge), new Uri(gateway.Urls[0]), new LabOptions { Time = surroundings.Time }).ConfigureAwait(false);
        await using var ____ = carried.ConfigureAwait(false);

        var ink = new Ink(_look.Colours);
        await SayAsync("", $"  {ink.Bold("A sample app, behind an edge and an nginx whose configuration lacks the upgrade headers.")}",
            $"  Its page loads; its chart stands still: {ink.Blue(broken.Url.AbsoluteUri)}", "",
            ink.Dim($"  $ wayleave doctor {SocketOf(broken)} --via {broken.Hops[1].Url.GetLeftPart(UriPartial.Authority)} --origin {app.Url.Authority} --hold {s_hold.TotalSeconds}s")).ConfigureAwait(false);

        Task<Report> first = ExamineAsync(broken, app.Url);
        Task<Report> second = ExamineAsync(carried, app.Url);
        await SayAsync(TextReport.Of(await first.ConfigureAwait(false), _look).TrimEnd()).ConfigureAwait(false);
        await SayAsync("", $"  {ink.Bold("The same app behind the same edge, with wayleave serve in nginx's place.")}",
            "  The edge is as strict as before: TLS to its origin, and whatever is silent for 2 s is cut.", "",
            ink.Dim($"  $ wayleave serve --to {app.Url.GetLeftPart(UriPartial.Authority)} --listen {gateway.Urls[0]} --edge cloudflare"),
            ink.Dim($"  $ wayleave doctor {SocketOf(carried)} --origin {app.Url.Authority} --hold {s_hold.TotalSeconds}s")).ConfigureAwait(false);
        await SayAsync(TextReport.Of(await second.ConfigureAwait(false), _look).TrimEnd(), "").ConfigureAwait(false);
        if (surroundings.Interrupted.IsCancellationRequested)
            return ExitStatus.CouldNotTell;
        if (once)
            return await CheckAsync((await first.ConfigureAwait(false)).Judgement, (await second.ConfigureAwait(false)).Judgement).ConfigureAwait(false);

        await SayAsync("  Look at both in a browser:", $"    broken  {ink.Red(broken.Url.AbsoluteUri)}", $"    carried {ink.Green(carried.Url.AbsoluteUri)}", "", "  Ctrl-C ends the demo.", "").ConfigureAwait(false);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (surroundings.Interrupted.Register(stopped.SetResult))
            await stopped.Task.ConfigureAwait(false);
        return ExitStatus.Fine;
    }

    private static string SocketOf(LabChain chain) => $"ws://{chain.Url.Authority}/ws";

    /// <summary>Examines a chain by its public address, straight at each hop behind the edge, and straight at the app.</summary>
    private async Task<Report> ExamineAsync(LabChain chain, Uri app)
    {
        var options = new ExaminationOptions
        {
            Target = new Uri(SocketOf(chain)),
            Hold = s_hold,
            Direct = [.. chain.Hops.Skip(1).Select(hop => RouteTo(hop.Url, isOrigin: false)), RouteTo(app, isOrigin: true)],
            ExtraRoots = [chain.Authority],
        };
        var run = await new Examination(options, surroundings.Time).RunAsync(null, surroundings.Interrupted).ConfigureAwait(false);
        return Report.Of(run, Judge.Of(run));
    }

    private static DirectRoute RouteTo(Uri url, bool isOrigin) => new(url.Authority, url.Host, url.Port, Tls: url.Scheme == "https", isOrigin);

    private async Task<int> CheckAsync(Judgement first, Judgement second)
    {
        string? cause = first.Findings.FirstOrDefault()?.Cause;
        bool asExpected = first.Verdict == Verdict.Broken && cause == ExpectedCause && second.Verdict == Verdict.Works;
        if (!asExpected)
        {
            await surroundings.Error.WriteLineAsync(
                $"wayleave demo: expected broken by {ExpectedCause}, then works; found {first.Verdict} by {cause ?? "nothing"}, then {second.Verdict}").ConfigureAwait(false);
        }

        return asExpected ? ExitStatus.Fine : ExitStatus.Found;
    }

    private async Task SayAsync(params string[] lines)
    {
        foreach (string line in lines)
            await surroundings.Output.WriteLineAsync(line).ConfigureAwait(false);
        await surroundings.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
