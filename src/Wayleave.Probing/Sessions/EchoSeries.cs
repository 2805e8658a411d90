using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Wayleave.Probing.Http;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Sessions;

/// <summary>Messages of every kind, sent to a far end of ours to see whether and when they come back; the largest last.</summary>
/// <param name="context">The run.</param>
/// <param name="socket">The socket.</param>
/// <param name="plan">How large the largest is.</param>
internal sealed class EchoSeries(RunContext context, LiveSocket socket, SessionPlan plan)
{
    private const int SmallFrames = 10;
    private const int KibiByte = 1024;
    private const int MebiByte = 1024 * KibiByte;
    private static readonly TimeSpan SmallFrameGap = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SmallPatience = TimeSpan.FromSeconds(1);

    // The first has come back: what a hop drops or holds never comes, while a far end that is busy may take its time with the first of a kind.
    private static readonly TimeSpan KindPatience = TimeSpan.FromSeconds(3);

    private readonly ImmutableArray<EchoFacts>.Builder _echoes = ImmutableArray.CreateBuilder<EchoFacts>();

    /// <summary>Sends them one after the other; stops where the socket ends.</summary>
    /// <param name="end">When to make do with what came back.</param>
    public async Task<ImmutableArray<EchoFacts>> RunAsync(CancellationToken end)
    {
        if (plan.Send is { } given)
            await TryAsync("send", Opcode.Text, Encoding.UTF8.GetBytes(given), SmallPatience, end);
        await TryAsync("text", Opcode.Text, "wayleave: ä text – ✓"u8.ToArray(), SmallPatience, end);
        // Where nothing comes back, more of the kind would only use up the hold; what a large one pushes out is still to be seen.
        if (_echoes.Count == 0 || _echoes[^1].Returned)
            await TryOtherKindsAsync(end);
        await TrySmallFramesAsync(end);
        var large = new byte[Math.Min(plan.MessageSize, Array.MaxLength)];
        context.Chance("echo").NextBytes(large);
        if (large.Length > 64 * KibiByte)
            await TryAsync("64KiB", Opcode.Binary, large.AsMemory(0, 64 * KibiByte), SmallPatience * 2, end);
        await TryAsync(SizeName(large.Length), Opcode.Binary, large, Timeout.InfiniteTimeSpan, end);
        return _echoes.ToImmutable();
    }

    private async Task TryOtherKindsAsync(CancellationToken end)
    {
        await TryAsync("binary", Opcode.Binary, Enumerable.Range(0, 256).Select(value => (byte)value).ToArray(), KindPatience, end);
        await TryAsync("fragments", Opcode.Text, "wayleave: one, two, three fragments"u8.ToArray(), KindPatience, end, SendFragmentsAsync);
        if (socket.Deflate is not null)
            await TryAsync("compressed", Opcode.Text, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("wayleave compressed ", 50))), KindPatience, end, SendCompressedAsync);
    }

    /// <summary>A size as a name: <c>1MiB</c>, <c>64KiB</c>, <c>100B</c>.</summary>
    public static string SizeName(long bytes) => bytes switch
    {
        >= MebiByte when bytes % MebiByte == 0 => $"{bytes / MebiByte}MiB",
        >= KibiByte when bytes % KibiByte == 0 => $"{bytes / KibiByte}KiB",
        _ => $"{bytes}B",
    };

    private async Task TryAsync(
        string name, Opcode opcode, ReadOnlyMemory<byte> payload, TimeSpan patience, CancellationToken end,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>>? send = null)
    {
        if (socket.Ended.IsCompleted || end.IsCancellationRequested)
            return;
        using var limit = patience == Timeout.InfiniteTimeSpan ? CancellationTokenSource.CreateLinkedTokenSource(end) : context.Deadline(patience, end);
        var sentMs = socket.AgeMs;
        // Sending and returning overlap: a large message may come back while its end is still on the way out.
        var sending = send is null ? socket.SendAsync(opcode, payload, deadline: limit.Token) : send(payload, limit.Token);
        Received? returned = null;
        long others = 0;
        await foreach (var message in socket.MessagesAsync(limit.Token))
        {
            if (message.IsText == (opcode == Opcode.Text) && message.Payload.Span.SequenceEqual(payload.Span))
            {
                returned = message;
                break;
            }

            others++;
        }

        await limit.CancelAsync();
        var sent = await sending;
        // Cut short by the end of the series, it was not given its time: that says nothing about this kind.
        if (returned is null && patience != Timeout.InfiniteTimeSpan && end.IsCancellationRequested && !socket.Ended.IsCompleted)
            return;
        var elapsedMs = (returned?.AtMs ?? socket.AgeMs) - sentMs;
        _echoes.Add(new EchoFacts(name, payload.Length, returned is not null, elapsedMs, returned is null ? await DetailAsync(sent, others) : ""));
    }

    private async Task<string> DetailAsync(bool sent, long others)
    {
        if (socket.Ended.IsCompleted)
            return Outcomes.Of(await socket.Ended);
        return others > 0 ? "something else came back" : sent ? "it did not come back in time" : "it could not be sent whole in time";
    }

    private async Task<bool> SendFragmentsAsync(ReadOnlyMemory<byte> payload, CancellationToken limit)
    {
        var third = payload.Length / 3;
        return await socket.SendAsync(Opcode.Text, payload[..third], fin: false, deadline: limit)
            && await socket.SendAsync(Opcode.Continuation, payload[third..(2 * third)], fin: false, deadline: limit)
            && await socket.SendAsync(Opcode.Continuation, payload[(2 * third)..], deadline: limit);
    }

    private async Task<bool> SendCompressedAsync(ReadOnlyMemory<byte> payload, CancellationToken limit)
    {
        using var deflater = socket.Deflate!.CreateDeflater(Role.Client);
        var compressed = new ArrayBufferWriter<byte>();
        deflater.Deflate(payload.Span, compressed);
        return await socket.SendAsync(Opcode.Text, compressed.WrittenMemory, rsv1: true, deadline: limit);
    }

    // A hop that buffers lets them through in one lump: each alone would not show it.
    private async Task TrySmallFramesAsync(CancellationToken end)
    {
        if (socket.Ended.IsCompleted || end.IsCancellationRequested)
            return;
        var sentMs = new double[SmallFrames];
        var returnedMs = new double?[SmallFrames];
        using var limit = context.Deadline((SmallFrameGap * SmallFrames) + SmallPatience, end);
        var sending = SendSmallFramesAsync(sentMs, limit.Token);
        await foreach (var message in socket.MessagesAsync(limit.Token))
        {
            var text = Encoding.UTF8.GetString(message.Payload.Span[..Math.Min(32, message.Payload.Length)]);
            if (text.StartsWith(SmallText(""), StringComparison.Ordinal) && int.TryParse(text[SmallText("").Length..], out var index) && index is >= 1 and <= SmallFrames)
                returnedMs[index - 1] ??= message.AtMs;
            if (returnedMs.All(at => at is not null))
                break;
        }

        await limit.CancelAsync();
        await sending;
        for (var i = 0; i < SmallFrames; i++)
        {
            var elapsedMs = (returnedMs[i] ?? socket.AgeMs) - sentMs[i];
            var length = SmallText($"{i + 1}").Length;
            _echoes.Add(new EchoFacts($"small-{i + 1}", length, returnedMs[i] is not null, elapsedMs, returnedMs[i] is null ? await DetailAsync(true, 0) : ""));
        }
    }

    private async Task SendSmallFramesAsync(double[] sentMs, CancellationToken limit)
    {
        for (var i = 0; i < SmallFrames; i++)
        {
            sentMs[i] = socket.AgeMs;
            if (!await socket.SendAsync(Opcode.Text, Encoding.UTF8.GetBytes(SmallText($"{i + 1}")), deadline: limit))
                return;
            if (i < SmallFrames - 1)
                await context.PauseAsync(SmallFrameGap, limit);
        }
    }

    private static string SmallText(string number) => "wayleave small " + number;
}
