using Wayleave.Probing.Handshakes;
using Wayleave.Probing.Http;
using Wayleave.Probing.Sessions;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Idle;

/// <summary>Watches sockets for long: one silent, one pinging, one sending; straight to a hop the silent one alone.</summary>
/// <remarks>
/// What ends the silent one alone is a limit on silence; what ends all three at one age is a limit on age; what ends all three at
/// one instant is a reload. They are opened staggered, so that one age and one instant are not the same.
/// </remarks>
/// <param name="context">The run.</param>
/// <param name="route">The way.</param>
/// <param name="attempt">Shakes hands on it.</param>
/// <param name="socketUrl">The socket that the probes belong to; null where there is only one.</param>
internal sealed class IdleWatch(RunContext context, ProbeRoute route, HandshakeAttempt attempt, string? socketUrl)
{
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(300);
    // Below every limit on silence in use, and often enough to tell a limit of a few seconds, too.
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    /// <summary>Watches the silent one alone.</summary>
    /// <param name="watch">For how long, from its opening.</param>
    /// <param name="stop">Ends the watch early.</param>
    public Task RunSilentAsync(TimeSpan watch, CancellationToken stop) => WatchAsync(IdleMode.Silent, TimeSpan.Zero, watch, stop);

    /// <summary>Watches all three.</summary>
    /// <param name="watch">For how long, each from its own opening.</param>
    /// <param name="stop">Ends the watch early.</param>
    public async Task RunAsync(TimeSpan watch, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var telling = TellAsync(watch, over.Token);
        await Task.WhenAll(
            WatchAsync(IdleMode.Silent, TimeSpan.Zero, watch, stop),
            WatchAsync(IdleMode.Pinging, Stagger, watch, stop),
            WatchAsync(IdleMode.Sending, Stagger * 2, watch, stop));
        await over.CancelAsync();
        await telling;
    }

    private async Task WatchAsync(IdleMode mode, TimeSpan after, TimeSpan watch, CancellationToken stop)
    {
        await context.PauseAsync(after, stop);
        if (stop.IsCancellationRequested)
            return;
        using var deadline = context.Deadline(context.Options.Timeout, stop);
        // The indices of the browser's handshake go on, so that no key is used twice.
        var outcome = await attempt.RunAsync(Variation.Browser, 1 + (int)mode, refuseBadCertificate: false, deadline.Token);
        if (outcome.Socket is not { } socket)
        {
            if (!stop.IsCancellationRequested)
                Keep(outcome, mode, lastActivityMs: 0, received: 0, end: null);
            return;
        }

        await using (socket)
        {
            await BusyAsync(socket, mode, outcome.OurFarEnd, watch, stop);
            var lastActivityMs = socket.LastActivityMs;
            var end = await socket.CloseAsync(CloseCode.Normal, ClosePatience);
            Keep(outcome, mode, lastActivityMs, socket.Frames.ReceivedCount, end);
        }
    }

    private async Task BusyAsync(LiveSocket socket, IdleMode mode, bool ours, TimeSpan watch, CancellationToken stop)
    {
        using var over = context.Deadline(watch, stop);
        var period = watch / 8 < LongestPeriod ? watch / 8 : LongestPeriod;
        while (!socket.Ended.IsCompleted && !over.IsCancellationRequested)
        {
            await Task.WhenAny(socket.Ended, context.PauseAsync(mode == IdleMode.Silent ? watch : period, over.Token));
            if (over.IsCancellationRequested || socket.Ended.IsCompleted)
                break;
            if (mode == IdleMode.Pinging)
                await socket.SendAsync(Opcode.Ping, "wayleave"u8.ToArray(), deadline: over.Token);
            // A pong that nobody asked for is a legal sign of life, and nothing that a stranger's app would show to anybody.
            else if (mode == IdleMode.Sending && !ours && context.Options.Send is null)
                await socket.SendAsync(Opcode.Pong, "wayleave"u8.ToArray(), deadline: over.Token);
            else if (mode == IdleMode.Sending)
                await socket.SendAsync(Opcode.Text, System.Text.Encoding.UTF8.GetBytes(context.Options.Send ?? "wayleave alive"), deadline: over.Token);
        }
    }

    private async Task TellAsync(TimeSpan watch, CancellationToken over)
    {
        var began = context.Time.GetTimestamp();
        while (!over.IsCancellationRequested)
        {
            var left = watch - context.Time.GetElapsedTime(began);
            context.Report("watching three sockets: one silent, one pinging, one sending", left < TimeSpan.Zero ? TimeSpan.Zero : left, watch);
            await context.PauseAsync(Tick, over);
        }
    }

    private void Keep(HandshakeOutcome outcome, IdleMode mode, double lastActivityMs, int received, SessionEnd? end) => context.Keep(outcome.Start, new IdleProbe
    {
        Id = outcome.Start.Id,
        Name = "idle-" + mode.ToString().ToLowerInvariant(),
        Url = outcome.Probe.Url,
        Route = route.Name,
        Socket = socketUrl,
        StartMs = outcome.Start.AtMs,
        ElapsedMs = context.Log.NowMs - outcome.Start.AtMs,
        Outcome = end is null ? outcome.Probe.Outcome : end.Kind is EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered ? "outlived the watch" : Outcomes.Of(end),
        Mode = mode,
        LastActivityMs = lastActivityMs,
        FramesReceived = received,
        End = end,
    });
}
