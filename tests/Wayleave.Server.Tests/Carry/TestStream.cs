using System.Net;
using System.Text;
using Wayleave.Protocol.Carry;

namespace Wayleave.Server.Tests.Carry;

/// <summary>A response that streams items.</summary>
internal sealed class TestStream(TestPage page, HttpResponseMessage answer, Stream body, bool asEvents) : IDisposable
{
    private byte[] _left = [];

    /// <summary>How long the items are that have come, as they are outside events.</summary>
    public long ItemBytes { get; private set; }

    /// <summary>Begins one.</summary>
    public static async Task<TestStream> BeginAsync(TestPage page, bool asEvents, HttpContent? body = null)
    {
        var answer = await page.PostAsync(asEvents ? "sse" : "stream", body ?? page.Listed());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(asEvents ? "text/event-stream" : "application/octet-stream");
        return new TestStream(page, answer, await answer.Content.ReadAsStreamAsync(), asEvents);
    }

    /// <summary>The items that come with the next bytes; null: it has ended.</summary>
    public async Task<IReadOnlyList<TestItem>?> NextAsync()
    {
        using var limit = new CancellationTokenSource(TestPage.Patience);
        var buffer = new byte[256 * 1024];
        var count = await body.ReadAsync(buffer, limit.Token);
        if (count == 0)
            return null;
        _left = [.. _left, .. buffer.AsSpan(0, count)];
        return page.TakeAll(asEvents ? TakeEvents() : TakeItems());
    }

    /// <summary>Reads until an item of that kind has come, and gives all that came.</summary>
    public async Task<List<TestItem>> UntilAsync(Func<TestItem, bool> isIt)
    {
        var all = new List<TestItem>();
        while (!all.Exists(item => isIt(item)))
            all.AddRange(await NextAsync() ?? throw new EndOfStreamException());
        return all;
    }

    /// <summary>Reads until so many messages have come.</summary>
    public async Task UntilAsync(int messages)
    {
        while (page.Got.Count < messages)
            (await NextAsync()).ShouldNotBeNull();
    }

    public void Dispose() => answer.Dispose();

    private List<TestItem> TakeItems()
    {
        var items = TestItem.ReadAll(_left, out var consumed);
        ItemBytes += consumed;
        _left = _left[consumed..];
        return items;
    }

    private List<TestItem> TakeEvents()
    {
        var items = new List<TestItem>();
        while (_left.AsSpan().IndexOf("\n\n"u8) is >= 0 and var end)
        {
            var text = Encoding.ASCII.GetString(_left, 0, end);
            text.ShouldStartWith("data: ");
            items.AddRange(TestItem.ReadAll(Convert.FromBase64String(text[6..]), out var consumed));
            ItemBytes += consumed;
            _left = _left[(end + 2)..];
        }

        return items;
    }
}
