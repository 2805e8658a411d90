using System.Net;
using System.Text.Json;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Doctor;
using Wayleave.Cli.Tests.Reports;
using Wayleave.Cli.Watch;
using Wayleave.Probing;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Tests.Watch;

public sealed class WatchTests
{
    private readonly Terminal _terminal = new();

    // Each round takes the next of these runs; with the last, somebody presses Ctrl-C.
    private async Task<int> WatchAsync(string format, params Run[] runs)
    {
        using var interrupted = new CancellationTokenSource();
        int round = 0;
        var request = new DoctorRequest { Examination = new ExaminationOptions { Target = new Uri(Samples.Target) }, Watch = TimeSpan.FromTicks(1), Format = format };
        Surroundings surroundings = _terminal.Surroundings with { Interrupted = interrupted.Token };
        return await new DoctorSession(request, surroundings)
        {
            Examine = async (_, _, _) =>
            {
                Run run = runs[round++];
                if (round == runs.Length) await interrupted.CancelAsync();
                return run;
            },
        }.RunAsync();
    }

    [Fact]
    public async Task Json_is_one_object_a_line()
    {
        (await WatchAsync("json", Samples.Healthy(), Samples.Healthy(), Samples.Healthy())).ShouldBe(2);
        string[] lines = _terminal.Output.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        foreach (string line in lines) JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetString().ShouldBe("works");
    }

    [Fact]
    public async Task Text_is_told_once_and_then_only_changes()
    {
        Run refused = Samples.Run(Samples.Upgrade("p1", Samples.Answer(404, "Not Found", "")));
        await WatchAsync("text", Samples.Healthy(), Samples.Healthy(), refused);
        _terminal.Output.Split("✓ works").Length.ShouldBe(2);
        _terminal.Output.ShouldContain("works → ");
    }

    [Fact]
    public void Changes_name_what_came_and_what_went()
    {
        Changes.Between(SampleReports.Healthy(), SampleReports.Broken()).ShouldBe(
        [
            "works → broken: nginx answers the upgrade with 404, and the app never saw it.",
            "+ upgrade-header-stripped at nginx: nginx answers the upgrade with 404, and the app never saw it.",
            "+ origin-missing at app: A handshake without Origin gets 403.",
        ]);
        Changes.Between(SampleReports.Broken(), SampleReports.Healthy()).ShouldContain("- upgrade-header-stripped at nginx");
        Changes.Between(SampleReports.Broken(), SampleReports.Broken()).ShouldBeEmpty();
    }

    [Fact]
    public void Metrics_tell_verdict_findings_and_durations()
    {
        string metrics = MetricsText.Of(SampleReports.Broken(), 3, TimeSpan.FromSeconds(1.5), DateTimeOffset.UnixEpoch);
        metrics.ShouldContain("wayleave_doctor_verdict{target=\"wss://app.example/ws\",verdict=\"broken\"} 1\n");
        metrics.ShouldContain("wayleave_doctor_verdict{target=\"wss://app.example/ws\",verdict=\"works\"} 0\n");
        metrics.ShouldContain("wayleave_doctor_findings{target=\"wss://app.example/ws\",cause=\"upgrade-header-stripped\",hop=\"nginx\",severity=\"error\"} 1\n");
        metrics.ShouldContain("wayleave_doctor_round_duration_seconds{target=\"wss://app.example/ws\"} 1.5\n");
        MetricsText.Of(SampleReports.Healthy(), 1, TimeSpan.Zero, DateTimeOffset.UnixEpoch).ShouldContain("wayleave_doctor_ping_seconds{target=\"wss://app.example/ws\"} 0.0125\n");
    }

    [Fact]
    public async Task The_endpoint_serves_the_last_round()
    {
        await using var endpoint = new MetricsEndpoint(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System);
        using var client = new HttpClient();
        endpoint.Show("one 1\n");
        (await client.GetStringAsync($"http://{endpoint.Address}/metrics")).ShouldBe("one 1\n");
        endpoint.Show("two 2\n");
        (await client.GetStringAsync($"http://{endpoint.Address}/metrics")).ShouldBe("two 2\n");
        (await client.GetAsync($"http://{endpoint.Address}/other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
