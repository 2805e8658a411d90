using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Metrics;

public sealed partial class GatewayMetricsTests
{
    [Fact]
    public async Task A_socket_is_counted_while_it_is_open_and_after()
    {
        await using var rig = await GatewayRig.StartAsync();
        using (var socket = await rig.OpenAsync())
        {
            await GatewayRig.EchoAsync(socket, "hello");
            var open = await rig.Admin.GetStringAsync("/metrics");
            open.ShouldContain($"wayleave_open_sockets{{route=\"/\",destination=\"{rig.AppUrl}/\"}} 1\n");
            open.ShouldContain("wayleave_upgrades_total{route=\"/\",outcome=\"opened\",status=\"101\"} 1\n");
            open.ShouldContain("wayleave_socket_messages_total{route=\"/\",direction=\"up\"} 1\n");
            open.ShouldContain($"wayleave_socket_bytes_total{{route=\"/\",direction=\"down\"}} {"hello".Length + 2}\n");
            open.ShouldNotContain("wayleave_reconnects_total");
            await GatewayRig.CloseAsync(socket);
            await rig.Log.NextAsync("socket-closed");
        }

        using var again = await rig.OpenAsync();
        await rig.Log.NextAsync("socket-opened");
        var ended = await rig.Admin.GetStringAsync("/metrics");
        ended.ShouldContain("wayleave_socket_closes_total{route=\"/\",by=\"client\",code=\"1000\"} 1\n");
        ended.ShouldContain("wayleave_socket_messages_total{route=\"/\",direction=\"up\"} 1\n");
        ended.ShouldContain("wayleave_socket_duration_seconds_count{route=\"/\"} 1\n");
        ended.ShouldContain("wayleave_reconnects_total{route=\"/\"} 1\n");
        ended.ShouldContain("wayleave_buffered_bytes 0\n");
    }

    [Fact]
    public async Task Requests_refusals_and_destinations_are_counted()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes =
            [
                settings.Routes[0],
                settings.Routes[0] with { Name = "dead", Path = "/dead", Destinations = [new DestinationSettings(new Uri("http://127.0.0.1:1"))] },
            ],
        });
        await rig.Public.GetAsync("/healthz");
        await rig.Public.GetAsync("/dead");
        await Should.ThrowAsync<WebSocketException>(() => rig.OpenAsync("/dead"));
        await rig.Log.NextAsync("upgrade-unreachable");
        var text = await rig.Admin.GetStringAsync("/metrics");
        text.ShouldContain("wayleave_requests_total{route=\"/\",status=\"200\"} 1\n");
        text.ShouldContain("wayleave_requests_total{route=\"dead\",status=\"502\"} 1\n");
        text.ShouldContain("wayleave_request_seconds_count{route=\"/\"} 1\n");
        text.ShouldContain("wayleave_upgrades_total{route=\"dead\",outcome=\"unreachable\",status=\"502\"} 1\n");
        text.ShouldContain("wayleave_destination_up{route=\"dead\",destination=\"http://127.0.0.1:1/\"} 1\n");
        text.ShouldContain("wayleave_build_info{version=");
        text.ShouldContain("\nprocess_resident_memory_bytes ");
    }

    [Fact]
    public async Task Round_trips_are_measured_by_our_pings()
    {
        var time = new FakeTimeProvider();
        await using var rig = await GatewayRig.StartAsync(time);
        using var socket = await rig.OpenAsync();
        await rig.Log.NextAsync("socket-opened");
        // The pong of .NET's client goes out while it receives.
        var receiving = socket.ReceiveAsync(new byte[10], CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(25));
        var text = "";
        for (var i = 0; i < 200 && !(text.Contains("round_trip_seconds_count{side=\"client\"} 1") && text.Contains("round_trip_seconds_count{side=\"app\"} 1")); i++)
            text = await rig.Admin.GetStringAsync("/metrics");
        text.ShouldContain("wayleave_socket_round_trip_seconds_count{side=\"client\"} 1\n");
        text.ShouldContain("wayleave_socket_round_trip_seconds_count{side=\"app\"} 1\n");
        socket.Abort();
        await Should.ThrowAsync<Exception>(() => receiving);
    }

    [Fact]
    public async Task What_is_held_for_a_peer_that_does_not_read_is_told()
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync();
        // The echo comes back and is not taken, until nothing moves any more.
        var sending = SendOnAsync(socket);
        var text = "";
        for (var i = 0; i < 5000 && !(text.Contains("wayleave_buffered_bytes ") && !text.Contains("wayleave_buffered_bytes 0\n")); i++)
            text = await rig.Admin.GetStringAsync("/metrics");
        text.ShouldNotContain("wayleave_buffered_bytes 0\n");
        socket.Abort();
        await Should.ThrowAsync<Exception>(() => sending);

        static async Task SendOnAsync(WebSocket socket)
        {
            while (true)
                await socket.SendAsync(new byte[1_000_000], WebSocketMessageType.Binary, true, CancellationToken.None);
        }
    }

    [Fact]
    public async Task All_of_it_is_text_that_Prometheus_reads_and_the_documentation_lists()
    {
        await using var rig = await GatewayRig.StartAsync();
        using (var socket = await rig.OpenAsync())
            await GatewayRig.CloseAsync(socket);
        await rig.Log.NextAsync("socket-closed");
        using var answer = await rig.Admin.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");

        var page = DocsPage.Read("admin.md");
        var family = "";
        foreach (var line in (await answer.Content.ReadAsStringAsync()).Split('\n').SkipLast(1))
        {
            if (Head().Match(line) is { Success: true } head)
            {
                family = head.Groups["name"].Value;
                page.ShouldContain($"`{family}");
            }
            else
            {
                Sample().IsMatch(line).ShouldBeTrue(line);
                line.ShouldStartWith(family);
            }
        }
    }

    [GeneratedRegex("""^# (HELP|TYPE) (?<name>[a-z_]+) .+$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Head();

    [GeneratedRegex("""^[a-z_]+(\{[a-z_]+="([^"\\\n]|\\["\\n])*"(,[a-z_]+="([^"\\\n]|\\["\\n])*")*\})? ([0-9.E+-]+|\+Inf)$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
