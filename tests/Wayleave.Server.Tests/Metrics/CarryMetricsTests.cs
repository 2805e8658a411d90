using Wayleave.Protocol.Carry;
using Wayleave.Server.Tests.Carry;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Metrics;

public sealed class CarryMetricsTests
{
    private static readonly string s_page = DocsPage.Read("admin.md");

    [Fact]
    public async Task Carried_sockets_are_counted_by_what_carries_them_and_what_was_made_good_stays_counted_when_they_end()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await rig.Log.NextAsync("socket-opened");
        await ShouldSayAsync(rig, "none", resumes: 0, replayed: 0);

        // It comes, and is lost on its way.
        await page.Write("one").BringAsync(0);
        IReadOnlyList<TestItem> lost;
        do
        {
            using var body = page.Listed();
            using var answer = await page.PostAsync("poll", body);
            lost = TestItem.ReadAll(await answer.Content.ReadAsByteArrayAsync());
        }
        while (!lost.Any(item => item.Kind == CarryItem.Piece));
        await ShouldSayAsync(rig, "poll", resumes: 0, replayed: 0);
        await page.PollAsync();
        page.Texts.ShouldBe(["one"]);
        await ShouldSayAsync(rig, "poll", resumes: 1, replayed: 1);

        using var socket = await page.DialAsync(resumes: true);
        await page.HelloAsync(socket);
        (await page.ReceiveAsync(socket))!.ShouldStartWith("hello ");
        await ShouldSayAsync(rig, "websocket", resumes: 2, replayed: 1);

        await TestPage.SayAsync(socket, "leave");
        await rig.Log.NextAsync("socket-closed");
        await ShouldSayAsync(rig, null, resumes: 2, replayed: 1);
    }

    [Fact]
    public async Task Sockets_that_are_not_carried_are_not_among_them()
    {
        await using var rig = await CarryRig.StartAsync();
        using var socket = await rig.OpenAsync();
        await rig.Log.NextAsync("socket-opened");
        (await rig.Admin.GetStringAsync("/metrics")).ShouldNotContain("wayleave_carr");
    }

    private static async Task ShouldSayAsync(GatewayRig rig, string? transport, int resumes, int replayed)
    {
        string[] lines = [.. (await rig.Admin.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("wayleave_carr", StringComparison.Ordinal))];
        string[] carried = transport is null ? [] : [$"wayleave_carried_sockets{{route=\"/\",transport=\"{transport}\"}} 1"];
        lines.ShouldBe([.. carried, $"wayleave_carry_resumes_total{{route=\"/\"}} {resumes}", $"wayleave_carry_replayed_messages_total{{route=\"/\"}} {replayed}"], ignoreOrder: true);
        foreach (var line in lines)
            s_page.ShouldContain($"`{line[..line.IndexOf('{')]}`");
    }
}
