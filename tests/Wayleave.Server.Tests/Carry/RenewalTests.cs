using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Carry;

/// <summary>How much one response brings, where there is more to bring than that.</summary>
public sealed class RenewalTests
{
    private const int StreamBytes = 4 * 1024 * 1024;
    private const int PollBytes = 256 * 1024;

    // A piece with its head is what the last look may add.
    private const int LastPieceBytes = (16 * 1024) + 16;

    private const int MessageBytes = 200 * 1024;
    private const int Messages = 32;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_ends_in_good_order_behind_4_MiB_and_not_before_and_the_next_one_goes_on_with_nothing_lost(bool asEvents)
    {
        await using var rig = await CarryRig.StartAsync(carry: new() { Mode = CarryMode.Auto, BufferBytes = 8 * 1024 * 1024 });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await FillAsync(rig, page);
        using (var stream = await TestStream.BeginAsync(page, asEvents))
        {
            (await stream.UntilAsync(item => item.Kind == CarryItem.Over))[^1].Kind.ShouldBe(CarryItem.Over);
            stream.ItemBytes.ShouldBeInRange(StreamBytes, StreamBytes + LastPieceBytes);
            (await stream.NextAsync()).ShouldBeNull();
        }

        page.Got.Count.ShouldBeLessThan(Messages);
        using var next = await TestStream.BeginAsync(page, asEvents);
        await next.UntilAsync(Messages);
        ShouldBeAll(page);
        // What went on where it had ended was neither away nor sent again.
        var (_, list) = await rig.AskAsync(HttpMethod.Get, "/connections");
        var carried = list[0].GetProperty("carried");
        (carried.GetProperty("resumes").GetInt32(), carried.GetProperty("replayed").GetInt32()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_poll_brings_256_KiB_and_the_next_one_goes_on_with_nothing_lost()
    {
        await using var rig = await CarryRig.StartAsync(carry: new() { Mode = CarryMode.Auto, BufferBytes = 8 * 1024 * 1024 });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await FillAsync(rig, page);
        while (page.Got.Count < Messages)
        {
            using var body = page.Listed();
            using var answer = await page.PostAsync("poll", body);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            answer.Content.Headers.ContentLength.ShouldBe(bytes.Length);
            page.TakeAll(TestItem.ReadAll(bytes));
            bytes.Length.ShouldBeLessThan(PollBytes + LastPieceBytes);
            if (page.Got.Count < Messages)
                bytes.Length.ShouldBeGreaterThanOrEqualTo(PollBytes);
        }

        ShouldBeAll(page);
    }

    // The app has said all of it before the page asks for anything.
    private static async Task FillAsync(GatewayRig rig, TestPage page)
    {
        await page.OpenAsync();
        for (var i = 0; i < Messages; i++)
        {
            var from = page.Up.Length;
            page.Write(MessageOf(i));
            while (page.Acknowledged < page.Up.Length)
                await page.BringAsync(Math.Max(from, page.Acknowledged));
        }

        int kept;
        do
        {
            var (_, list) = await rig.AskAsync(HttpMethod.Get, "/connections");
            kept = list[0].GetProperty("carried").GetProperty("kept_bytes").GetInt32();
        }
        while (kept < Messages * MessageBytes);
    }

    private static byte[] MessageOf(int number)
    {
        var bytes = new byte[MessageBytes];
        new Random(number).NextBytes(bytes);
        return bytes;
    }

    private static void ShouldBeAll(TestPage page)
    {
        page.Got.Count.ShouldBe(Messages);
        for (var i = 0; i < Messages; i++)
            page.Got[i].ShouldBeOfType<MessageEvent.BinaryMessage>().Payload.Span.SequenceEqual(MessageOf(i)).ShouldBeTrue();
    }
}
