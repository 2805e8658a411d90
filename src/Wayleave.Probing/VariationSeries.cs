using Wayleave.Probing.Handshakes;
using Wayleave.Probing.Http;
using Wayleave.Probing.Planning;
using Wayleave.Probing.Sessions;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>The handshakes after the browser's own: one thing varied at a time, spread out so as not to trip a rate limit.</summary>
/// <param name="context">The run.</param>
/// <param name="route">The way.</param>
/// <param name="shake">Carries out one handshake: the variation, and which of several of it; null where there is nothing to vary, as over HTTP/2 where ALPN has not chosen it.</param>
/// <param name="hold">Holds an open socket as the browser's own is held, and keeps its facts.</param>
internal sealed class VariationSeries(
    RunContext context,
    ProbeRoute route,
    Func<Variation, int, CancellationToken, Task<HandshakeOutcome?>> shake,
    Func<HandshakeOutcome, Task> hold)
{
    private const int TooManyRequests = 429;

    // An app that refuses after the 101 does so at once; as long as that the sockets of variations are looked at.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan SpanAfterFailure = TimeSpan.FromSeconds(2);

    private TimeSpan _look = Look;
    private int _repeats;

    /// <summary>Carries them out.</summary>
    /// <param name="browser">What came of the browser's own; null where it is not answered yet.</param>
    /// <param name="stop">Ends the series early.</param>
    public async Task RunAsync(HandshakeOutcome? browser, CancellationToken stop)
    {
        var plan = VariationPlan.After(AskedFacts.Of(context.Options), !route.IsPublic, route.Tls, browser?.Probe.Exchange, PlainTargets.BeginsEngineSession(route.Url.AbsolutePath, route.Url.Query));
        var held = context.Options.Hold;
        var span = browser?.Socket is null ? (held < SpanAfterFailure ? held : SpanAfterFailure) : held * 0.9;
        if (browser?.Socket is { } socket)
        {
            // A socket that the far end closes soon is a failure in all but name, and those varied must be watched as long.
            await Task.WhenAny(socket.Ended, context.PauseAsync(held < Look * 4 ? held / 4 : Look, stop));
            if (socket.Ended.IsCompletedSuccessfully)
            {
                span = held < SpanAfterFailure ? held : SpanAfterFailure;
                _look += TimeSpan.FromMilliseconds((await socket.Ended).AtMs * 1.5);
            }
        }

        using var rateLimited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var begins = VariationPlan.Spread(plan.Length, span);
        // Where a browser stops at the certificate, the first repeat looks behind it, and is held in its stead.
        var inItsStead = browser?.Probe.Exchange.Failure?.Kind == FailureKind.CertificateInvalid;
        await Task.WhenAll(plan.Select((variation, at) => TryAsync(variation, begins[at], held: inItsStead && at == 0, rateLimited)));
    }

    private async Task TryAsync(Variation variation, TimeSpan begins, bool held, CancellationTokenSource series)
    {
        var stop = series.Token;
        // A session that a poll has begun is forgotten soon.
        await context.PauseAsync(held || variation == Variation.PolledSession ? TimeSpan.Zero : begins, stop);
        if (stop.IsCancellationRequested)
            return;
        using var deadline = context.Deadline(context.Options.Timeout, stop);
        var index = variation == Variation.Repeat ? Interlocked.Increment(ref _repeats) - 1 : 0;
        var outcome = await shake(variation, index, deadline.Token);
        if (outcome is null)
            return;
        if (outcome.Probe.Exchange.Status == TooManyRequests)
            await series.CancelAsync();
        if (held)
            await hold(outcome);
        else
            await ShortLook.KeepAsync(context, outcome, context.PauseAsync(_look < LongestLook ? _look : LongestLook, stop), stop);
    }
}
