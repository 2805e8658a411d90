using System.Collections.Immutable;
using System.Text;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Sessions;

/// <summary>Holds a socket and sees what it does: who speaks, who closes, whether pings and messages come back.</summary>
/// <param name="context">The run.</param>
/// <param name="socket">The socket; the caller disposes of it.</param>
/// <param name="plan">What to do on it.</param>
internal sealed class SessionWatch(RunContext context, LiveSocket socket, SessionPlan plan)
{
    // Long enough to see a refusal that follows the 101 at once, before anything of ours confuses it.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SeriesOverrun = TimeSpan.FromSeconds(1);

    /// <summary>What arrived at a far end of ours; null if it did not say.</summary>
    public ArrivedFacts? Arrived { get; private set; }

    /// <summary>Holds the socket, then closes it.</summary>
    /// <param name="stop">Ends the hold early.</param>
    public async Task<SessionFacts> RunAsync(CancellationToken stop)
    {
        using var holdEnds = context.Deadline(plan.Hold, stop);
        var pinging = plan.Ping ? PingAsync(holdEnds.Token) : Task.FromResult<(bool, double?)>((false, null));
        var echoes = await TalkAsync(holdEnds.Token, stop);
        await WaitAsync(plan.Hold - TimeSpan.FromMilliseconds(socket.AgeMs), holdEnds.Token);
        var ended = socket.Ended.IsCompleted;
        await holdEnds.CancelAsync();
        var end = await socket.CloseAsync(CloseCode.Normal, stop.IsCancellationRequested ? TimeSpan.FromMilliseconds(100) : ClosePatience);
        var (pinged, pingMs) = await pinging;
        return new SessionFacts
        {
            Frames = socket.Frames.Snapshot(),
            FramesCut = socket.Frames.IsCut,
            End = end,
            PingMs = pingMs,
            // A socket that ended first did not leave the ping unanswered.
            PingUnanswered = pinged && pingMs is null && !ended,
            Echoes = echoes,
        };
    }

    private async Task<(bool Sent, double? Ms)> PingAsync(CancellationToken holdEnds)
    {
        await WaitAsync(FirstLook, holdEnds);
        if (socket.Ended.IsCompleted || holdEnds.IsCancellationRequested)
            return (false, null);
        var sentMs = socket.AgeMs;
        if (!await socket.SendAsync(Opcode.Ping, "wayleave"u8.ToArray(), deadline: holdEnds))
            return (false, null);
        await Task.WhenAny(socket.FirstPong, socket.Ended, UntilAsync(holdEnds));
        return (true, socket.FirstPong.IsCompleted ? await socket.FirstPong - sentMs : null);
    }

    private async Task<ImmutableArray<EchoFacts>> TalkAsync(CancellationToken holdEnds, CancellationToken stop)
    {
        await WaitAsync(FirstLook, holdEnds);
        if (!plan.OurFarEnd)
            return plan.Send is { } text ? [await SendGivenAsync(text, holdEnds)] : [];

        // The series is worth a second more than the hold: cut short, it would say nothing about the largest message.
        using var seriesEnds = context.Deadline(plan.Hold + SeriesOverrun - TimeSpan.FromMilliseconds(socket.AgeMs), stop);
        Arrived = await FarEnd.AskAsync(socket, seriesEnds.Token);
        return await new EchoSeries(context, socket, plan).RunAsync(seriesEnds.Token);
    }

    private async Task<EchoFacts> SendGivenAsync(string text, CancellationToken holdEnds)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var sentMs = socket.AgeMs;
        if (!await socket.SendAsync(Opcode.Text, bytes, deadline: holdEnds))
            return new EchoFacts("send", bytes.Length, false, socket.AgeMs - sentMs, "it could not be sent");
        var others = 0;
        string? firstOther = null;
        await foreach (var message in socket.MessagesAsync(holdEnds))
        {
            if (message.IsText && message.Payload.Span.SequenceEqual(bytes))
                return new EchoFacts("send", bytes.Length, true, message.AtMs - sentMs, "");
            others++;
            firstOther ??= Encoding.UTF8.GetString(message.Payload.Span[..Math.Min(200, message.Payload.Length)]);
        }

        var detail = others == 0 ? "nothing came back" : $"{others} other message(s) came, the first: {firstOther}";
        return new EchoFacts("send", bytes.Length, false, socket.AgeMs - sentMs, detail);
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken stop) => await Task.WhenAny(socket.Ended, context.PauseAsync(time, stop));

    private static async Task UntilAsync(CancellationToken token)
    {
        if (!token.IsCancellationRequested)
        {
            var over = new TaskCompletionSource();
            await using var registration = token.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over);
            await over.Task;
        }
    }
}
