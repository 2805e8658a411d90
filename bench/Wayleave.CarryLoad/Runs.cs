using System.Globalization;

namespace Wayleave.CarryLoad;

/// <summary>What is measured, each run with one line of output.</summary>
internal static class Runs
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(400);

    /// <summary>CPU of a process for each message of pages that each send the next one when the echo of the last has come, and the bytes on their connections.</summary>
    /// <remarks>The ways take turns in short slices of one run, since a machine that others use too is seldom the same for long.</remarks>
    public static async Task LoadAsync(string[] ways, int port, int bytes, int connections, int slices, int process)
    {
        var pages = new IPage[ways.Length][];
        for (var way = 0; way < ways.Length; way++)
            pages[way] = await OpenAsync(ways[way], port, bytes, connections).ConfigureAwait(false);
        for (var slice = 0; slice < slices; slice++)
            for (var way = 0; way < ways.Length; way++)
            {
                var figures = await SliceAsync(pages[way], process).ConfigureAwait(false);
                Say(string.Create(CultureInfo.InvariantCulture, $"load-{bytes} {ways[way]} {figures}"));
            }

        foreach (var page in pages.SelectMany(some => some))
            page.Dispose();
    }

    private static async Task<string> SliceAsync(IPage[] pages, int process)
    {
        var counts = new long[pages.Length];
        using var over = new CancellationTokenSource();
        var all = Task.WhenAll(pages.Select((page, number) => EchoAsync(page, counts.AsMemory(number, 1), over.Token)));
        await Task.Delay(s_warmUp, TimeProvider.System).ConfigureAwait(false);
        var (messages, wire, cpu) = (counts.Sum(), Wire(pages), ProcessCpu.Read(process));
        await Task.WhenAny(all, Task.Delay(s_slice, TimeProvider.System)).ConfigureAwait(false);
        cpu = ProcessCpu.Read(process) - cpu;
        messages = counts.Sum() - messages;
        var now = Wire(pages);
        await over.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(false);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"messages={messages} cpu_us={cpu.TotalMicroseconds / messages:F2} up={(double)(now.Up - wire.Up) / messages:F2} down={(double)(now.Down - wire.Down) / messages:F2}");
    }

    /// <summary>The time from a message to its echo, one at a time.</summary>
    public static async Task LatencyAsync(string how, int port, int bytes, int count)
    {
        var page = (await OpenAsync(how, port, bytes, 1).ConfigureAwait(false))[0];
        var times = new double[count];
        // The first ones warm up.
        for (var i = -Math.Min(count, 200); i < count; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await page.EchoAsync().ConfigureAwait(false);
            if (i >= 0)
                times[i] = TimeProvider.System.GetElapsedTime(began).TotalMicroseconds;
            await page.SettleAsync().ConfigureAwait(false);
        }

        page.Dispose();
        Array.Sort(times);
        Say(string.Create(CultureInfo.InvariantCulture, $"latency-{bytes} {how} median_us={times[count / 2]:F0} p99_us={times[count * 99 / 100]:F0}"));
    }

    /// <summary>Sockets that have said a little and say nothing any more, until the input ends.</summary>
    public static async Task IdleAsync(string how, int port, int connections)
    {
        var pages = new List<IPage>();
        while (pages.Count < connections)
        {
            var some = await OpenAsync(how, port, 64, Math.Min(100, connections - pages.Count)).ConfigureAwait(false);
            pages.AddRange(some);
            for (var i = 0; i < 3; i++)
                await Task.WhenAll(some.Select(page => page.EchoAsync().AsTask())).ConfigureAwait(false);
            await Task.WhenAll(some.Select(page => page.AcknowledgeAsync().AsTask())).ConfigureAwait(false);
        }

        Say("opened");
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        foreach (var page in pages)
            page.Dispose();
    }

    private static async Task<IPage[]> OpenAsync(string how, int port, int bytes, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => (IPage)(how is "plain" or "websocket"
            ? await SocketPage.OpenAsync(port, how == "websocket", bytes).ConfigureAwait(false)
            : await RequestPage.OpenAsync(port, how, bytes).ConfigureAwait(false)))).ConfigureAwait(false);

    private static async Task EchoAsync(IPage page, Memory<long> count, CancellationToken over)
    {
        for (; !over.IsCancellationRequested; count.Span[0]++)
        {
            await page.EchoAsync().ConfigureAwait(false);
            await page.SettleAsync().ConfigureAwait(false);
        }
    }

    private static (long Up, long Down) Wire(IPage[] pages) => (pages.Sum(page => page.OnTheWire.Up), pages.Sum(page => page.OnTheWire.Down));

    private static void Say(string line) => Console.WriteLine(line);
}
