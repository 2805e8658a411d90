using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Protocol.Carry;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

public sealed class BundleCarrierTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_says_hello_with_padding_and_then_that_it_lives_and_brings_what_the_app_sends(bool asEvents)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        (await page.OpenAsync()).GetProperty("buffer").GetInt32().ShouldBe(1024 * 1024);
        using var stream = await TestStream.BeginAsync(page, asEvents);
        var begin = await stream.UntilAsync(item => item.Kind == CarryItem.Beat);
        begin[0].Kind.ShouldBe(CarryItem.Hello);
        begin.ShouldContain(item => item.Kind == CarryItem.Pad && item.Piece.Length == 2048);
        (await page.Write("one").BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Ack && item.Number == page.Up.Length);
        await stream.UntilAsync(1);
        page.Texts.ShouldBe(["one"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_is_to_show_first_that_it_gets_through_brings_nothing_of_the_apps_before_the_page_has_said_that_it_does(bool asEvents)
    {
        var time = new FakeTimeProvider();
        await using var rig = await CarryRig.StartAsync(time);
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        // They know nothing of what is polled: so that is brought again, and was there from the beginning.
        using HttpContent untried = page.Listed(saysHello: true), confirmation = page.Listed(saysHello: true);
        await page.Write("one").BringAsync(0);
        while (page.Got.Count < 1)
            await page.PollAsync();
        using var stream = await TestStream.BeginAsync(page, asEvents, untried);
        var begin = await stream.UntilAsync(item => item.Kind == CarryItem.Beat);
        time.Advance(TimeSpan.FromSeconds(12.5));
        begin.AddRange(await stream.UntilAsync(item => item.Kind == CarryItem.Beat));
        begin.ShouldNotContain(item => item.Kind == CarryItem.Piece);
        using var answer = await page.PostAsync("up", confirmation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stream.NextAsync())!.ShouldContain(item => item.Kind == CarryItem.Piece);
    }

    [Fact]
    public async Task Polls_alone_suffice()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await page.Write("one").Write([1, 2]).BringAsync(0);
        while (page.Got.Count < 2)
            await page.PollAsync();
        page.Texts.ShouldBe(["one"]);
    }

    [Fact]
    public async Task What_is_brought_twice_counts_once_and_what_lies_behind_a_hole_not_at_all()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await page.Write("one").BringAsync(0);
        var end = page.Up.Length;
        await page.BringAsync(0);
        page.Write("two").Write("three");
        (await page.BringAsync(end + 1)).ShouldContain(item => item.Kind == CarryItem.Ack && item.Number == end);
        await page.BringAsync(2);
        while (page.Got.Count < 3)
            await page.PollAsync();
        page.Texts.ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public async Task A_stream_takes_over_from_a_WebSocket_what_the_page_lacks()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var socket = await page.DialAsync();
        await page.HelloAsync(socket);
        await page.Write("one").SendAsync(socket, 0);
        await page.UntilAsync(socket, 1);
        using var stream = await TestStream.BeginAsync(page, asEvents: false);
        await page.Write("two").BringAsync(page.Acknowledged);
        await stream.UntilAsync(2);
        page.Texts.ShouldBe(["one", "two"]);
        // The other one is told that it is not needed any more.
        (await page.ReceiveAsync(socket)).ShouldBe("closed");
    }

    [Fact]
    public async Task A_request_that_was_long_on_its_way_and_knows_less_than_was_acknowledged_since_is_served_all_the_same()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using var late = page.Listed();
        await page.Write("one").BringAsync(0);
        while (page.Got.Count < 1)
            await page.PollAsync();
        await page.Write("two").BringAsync(page.Acknowledged);
        using var answer = await page.PostAsync("poll", late);
        TestItem.ReadAll(await answer.Content.ReadAsByteArrayAsync()).ShouldNotContain(item => item.Kind == CarryItem.Gone);
        while (page.Got.Count < 2)
            await page.PollAsync();
        page.Texts.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_peek_is_answered_at_once_whether_there_is_something_to_say_or_not()
    {
        // Nothing that waits would ever come on this clock.
        await using var rig = await CarryRig.StartAsync(new FakeTimeProvider());
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        await page.PollAsync();
        (await page.PollAsync("peek")).Select(item => item.Kind).ShouldBe([CarryItem.Hello, CarryItem.Ack, CarryItem.Over]);
        await page.Write("one").BringAsync(0);
        while (page.Got.Count < 1)
            await page.PollAsync("peek");
        page.Texts.ShouldBe(["one"]);
    }

    [Fact]
    public async Task A_message_that_is_larger_than_the_buffer_comes_through_both_ways()
    {
        await using var rig = await CarryRig.StartAsync(carry: new() { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        var large = new byte[200 * 1024];
        new Random(1).NextBytes(large);
        page.Write(large);
        // More than the app's answer may be on the way at once: what it does not take yet is brought again.
        var bringing = Task.Run(async () =>
        {
            while (page.Acknowledged < page.Up.Length)
                await page.BringAsync(page.Acknowledged);
        });
        while (page.Got.Count < 1)
            await page.PollAsync();
        await bringing;
        page.Got[0].ShouldBeOfType<Wayleave.Protocol.Frames.MessageEvent.BinaryMessage>().Payload.ToArray().ShouldBe(large);
    }

    [Fact]
    public async Task A_stream_beats_while_nothing_is_said_and_ends_in_good_order_when_it_is_old()
    {
        var time = new FakeTimeProvider();
        await using var rig = await CarryRig.StartAsync(time);
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using var stream = await TestStream.BeginAsync(page, asEvents: false);
        await stream.UntilAsync(item => item.Kind == CarryItem.Beat);
        for (var i = 0; i < 4; i++)
        {
            time.Advance(TimeSpan.FromSeconds(12.5));
            if (i < 3)
                await stream.UntilAsync(item => item.Kind == CarryItem.Beat);
            await page.BringAsync(0);
        }

        time.Advance(TimeSpan.FromSeconds(12.5));
        await stream.UntilAsync(item => item.Kind == CarryItem.Over);
        (await stream.NextAsync()).ShouldBeNull();
    }
}
