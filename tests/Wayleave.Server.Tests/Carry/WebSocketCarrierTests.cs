using System.Net.WebSockets;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Configuration;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

public sealed class WebSocketCarrierTests
{
    [Fact]
    public async Task A_session_opens_with_the_handshake_and_says_so_before_the_page_speaks()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        (await page.ReceiveAsync(socket)).ShouldBe($"hello {page.Node} 0 25000 1048576 60000");
        await page.HelloAsync(socket);
        await page.Write("one").Write([1, 2, 3]).SendAsync(socket, 0);
        await page.UntilAsync(socket, 2);
        page.Texts.ShouldBe(["one"]);
        page.Got[^1].ShouldBeOfType<MessageEvent.BinaryMessage>().Payload.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task What_begins_before_the_page_has_spoken_says_where_it_lies()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.ReceiveAsync(socket);
        await page.HelloAsync(socket);
        await page.Write("one").SendAsync(socket, 0);
        (await page.ReceiveAsync(socket)).ShouldBe("at 0");
        (await page.ReceiveAsync(socket)).ShouldBeNull();
        page.Texts.ShouldBe(["one"]);
    }

    [Fact]
    public async Task What_a_page_lacks_after_a_drop_comes_again_and_what_it_sends_twice_counts_once()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using (var first = await page.DialAsync())
        {
            await page.HelloAsync(first);
            await page.Write("one").SendAsync(first, 0);
            await page.UntilAsync(first, 1);
            first.Abort();
        }

        using var second = await page.DialAsync(resumes: true);
        await page.HelloAsync(second);
        (await page.ReceiveAsync(second))!.ShouldStartWith("hello ");
        page.Acknowledged.ShouldBe(page.Up.Length);
        await page.Write("two").SendAsync(second, page.Acknowledged);
        await page.UntilAsync(second, 2);
        page.Texts.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task An_acknowledgement_that_is_soon_due_comes_with_what_the_app_sends()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.HelloAsync(socket);
        await page.Write(new byte[100_000]).SendAsync(socket, 0);
        await page.UntilAsync(socket, 1);
        page.Acknowledged.ShouldBe(page.Up.Length);
    }

    [Fact]
    public async Task A_page_that_has_acknowledged_more_than_its_hello_says_is_told_where_it_goes_on()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await page.Write("one").BringAsync(0);
        while (page.Got.Count < 1)
            await page.PollAsync();
        // Its request was on the way longer than the acknowledgement.
        await page.BringAsync(page.Up.Length);
        using var socket = await page.DialAsync();
        await TestPage.SayAsync(socket, $"hello {page.Secret} 0");
        (await page.ReceiveAsync(socket))!.ShouldStartWith("hello ");
        await page.Write("two").SendAsync(socket, page.Acknowledged);
        (await page.ReceiveAsync(socket)).ShouldBe($"at {page.Received}");
        await page.UntilAsync(socket, 2);
        page.Texts.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_page_may_say_that_it_goes_on_behind_what_another_carrier_has_brought()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        // It comes with the cookie that the handshake could not have yet.
        await page.Write("one").BringAsync(0);
        var begin = page.Up.Length;
        await page.HelloAsync(socket);
        await TestPage.SayAsync(socket, $"at {begin}");
        await page.Write("two").SendAsync(socket, begin);
        await page.UntilAsync(socket, 2);
        page.Texts.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task It_says_that_it_lives_and_gives_up_a_page_that_does_not_for_two_heartbeats()
    {
        var time = new FakeTimeProvider();
        var grace = TimeSpan.FromSeconds(47.3);
        await using var rig = await CarryRig.StartAsync(time, new CarrySettings { Mode = CarryMode.Auto, Grace = grace });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.HelloAsync(socket);
        // Once this is back the page has been heard, and not later.
        await page.Write("one").SendAsync(socket, 0);
        await page.UntilAsync(socket, 1);
        foreach (var words in new[] { $"ack {page.Up.Length}", "beat", "beat" })
        {
            time.Advance(TimeSpan.FromSeconds(12.5));
            (await page.ReceiveAsync(socket)).ShouldBe(words);
        }

        time.Advance(TimeSpan.FromSeconds(12.5));
        await Should.ThrowAsync<WebSocketException>(() => page.ReceiveAsync(socket));
        // From there on the grace runs.
        await time.WaitForTimerAsync(time.GetUtcNow() + grace);
        rig.Gateway.OpenSockets.ShouldBe(1);
    }
}
