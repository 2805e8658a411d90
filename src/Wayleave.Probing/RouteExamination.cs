using System.Collections.Immutable;
using System.Net;
using Wayleave.Probing.Dialling;
using Wayleave.Probing.Handshakes;
using Wayleave.Probing.Http;
using Wayleave.Probing.Idle;
using Wayleave.Probing.Load;
using Wayleave.Probing.Names;
using Wayleave.Probing.Sessions;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>The base run over one route: name, TCP, TLS, plain requests, handshakes, the held socket.</summary>
/// <remarks>
/// In order: 1. the name; 2. the browser's own handshake, and beside it TCP and TLS on every address; 3. when that is answered, or has kept
/// us waiting, plain requests and the varied handshakes, spread over the hold of the browser's socket.
/// </remarks>
internal sealed class RouteExamination
{
    private static readonly TimeSpan FirstAnswerPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TwiceLook = TimeSpan.FromMilliseconds(300);
    // Where a connection stands and no answer comes, none of the variations need wait for the browser's whole timeout.
    private static readonly TimeSpan VaryUnanswered = TimeSpan.FromSeconds(1.5);
    // Of the three seconds that a run may take beyond its timeout and hold, some are left for closing and reporting.
    private static readonly TimeSpan Overrun = TimeSpan.FromSeconds(2);

    private readonly RunContext _context;
    private readonly ProbeRoute _route;
    private readonly SystemNames _names;
    private readonly HandshakeAttempt _attempt;
    private readonly Http2Attempt _http2;
    private readonly LowerLayers _layers;
    private readonly PlainProbes _plain;
    private readonly SetCookies _cookies;
    private readonly string? _socketUrl;

    public RouteExamination(RunContext context, ProbeRoute route, string? socketUrl, SystemNames names)
    {
        (_context, _route, _socketUrl, _names) = (context, route, socketUrl, names);
        var dialler = new Dialler(context, names);
        _cookies = new SetCookies(route, context.Time);
        var exchanger = new Exchanger(context, dialler) { Cookies = _cookies };
        _attempt = new HandshakeAttempt(context, exchanger, route, socketUrl);
        _http2 = new Http2Attempt(context, dialler, route, socketUrl);
        _layers = new LowerLayers(context, route, dialler);
        _plain = new PlainProbes(context, route, socketUrl, exchanger);
    }

    private ExaminationOptions Options => _context.Options;

    /// <summary>Carries it out; what is known so far is in the log at any time.</summary>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var path = _context.Deadline(Options.Timeout, stop);
        using var all = _context.Deadline(Options.Timeout + Options.Hold + Overrun, stop);
        var asking = new ResolverProbe(_context, _route).RunAsync(path.Token);
        var addresses = _context.Proxy is null ? await _layers.ResolveAsync(_names, path.Token) : [];
        var reachable = _context.Proxy is not null || !addresses.IsEmpty;
        var resolver = CompareAsync(asking, addresses, path.Token);
        // Straight to an origin no browser comes along: a certificate there is the hop's business, and noted by the TLS probe.
        var answering = _attempt.RunAsync(Variation.Browser, 0, refuseBadCertificate: _route.IsPublic && !Options.Insecure, path.Token);
        var held = HoldAsync(answering, all.Token);
        var layers = reachable ? _layers.RunAsync(addresses, path.Token) : Task.CompletedTask;
        await Task.WhenAny(answering, _context.PauseAsync(FirstAnswerPatience, stop));
        if (!reachable)
            await Task.WhenAll(held, resolver);
        else
            await Task.WhenAll(held, resolver, layers, PlainAsync(answering, path.Token, all.Token), VaryAsync(answering, all.Token));
    }

    // An address that only the other resolver knows may be the one that answers: then this machine's is stale.
    private async Task CompareAsync(Task<ImmutableArray<IPAddress>> asking, ImmutableArray<IPAddress> known, CancellationToken deadline) =>
        await _layers.ConnectAsync((await asking).Except(known), deadline);

    /// <summary>What takes longer or weighs more than the base run, and is only done where the caller asks: a second use of the credential, the watch, the burst.</summary>
    /// <param name="stop">Ends it early.</param>
    public async Task RunExtrasAsync(CancellationToken stop)
    {
        if (Options.Twice)
        {
            using var deadline = _context.Deadline(Options.Timeout, stop);
            var outcome = await _attempt.RunAsync(Variation.Twice, 0, refuseBadCertificate: false, deadline.Token);
            await ShortLook.KeepAsync(_context, outcome, _context.PauseAsync(TwiceLook, stop), stop);
        }

        if (Options.Idle is { } watch && !stop.IsCancellationRequested)
            await new IdleWatch(_context, _route, _attempt, _socketUrl).RunAsync(watch, stop);
        // Last, since it may set off limits that would spoil everything after it.
        if (Options.Burst > 0 && !stop.IsCancellationRequested)
            await new BurstRun(_context, _attempt).RunAsync(Options.Burst, stop);
    }

    /// <summary>Watches one silent socket, where the caller asks for a watch: against the public way's it tells which hop cuts.</summary>
    /// <param name="stop">Ends it early.</param>
    public Task WatchSilenceAsync(CancellationToken stop) =>
        Options.Idle is { } watch ? new IdleWatch(_context, _route, _attempt, _socketUrl).RunSilentAsync(watch, stop) : Task.CompletedTask;

    private async Task PlainAsync(Task<HandshakeOutcome> answering, CancellationToken path, CancellationToken all)
    {
        await _plain.RunAsync(path);
        var browser = await answering;
        using var deadline = _context.Deadline(Options.Timeout, all);
        await _plain.FollowAsync(browser.Probe.Exchange, deadline.Token);
    }

    private async Task VaryAsync(Task<HandshakeOutcome> answering, CancellationToken all)
    {
        var series = new VariationSeries(
            _context,
            _route,
            ShakeAsync,
            outcome => HoldAsync(Task.FromResult(outcome), all));
        await Task.WhenAny(answering, _context.PauseAsync(VaryUnanswered, all));
        await series.RunAsync(answering.IsCompleted || !_layers.Connected ? await answering : null, all);
    }

    private async Task<HandshakeOutcome?> ShakeAsync(Variation variation, int index, CancellationToken deadline)
    {
        switch (variation)
        {
            case Variation.ExtendedConnect:
                return await _layers.ChoseHttp2Async(deadline) ? await _http2.RunAsync(deadline) : null;
            case Variation.PolledSession:
                return await _plain.PolledSessionAsync(deadline) is { } polled
                    ? await _attempt.RunAsync(variation, index, refuseBadCertificate: false, deadline, polled)
                    : null;
            // The first repeat comes as a new client does, the second as one that comes back.
            case Variation.Repeat when index > 0 && _cookies.Header(new Credentials(Options, _route).Cookie) is { } cookies:
                return await _attempt.RunAsync(Variation.WithCookies, index, refuseBadCertificate: false, deadline, new EarlierAnswers(cookies));
            default:
                return await _attempt.RunAsync(variation, index, refuseBadCertificate: false, deadline);
        }
    }

    private async Task HoldAsync(Task<HandshakeOutcome> answering, CancellationToken stop)
    {
        var outcome = await answering;
        if (outcome.Socket is not { } socket)
        {
            _context.Keep(outcome.Start, outcome.Probe);
            return;
        }

        await using (socket)
        {
            var watch = new SessionWatch(_context, socket, new SessionPlan
            {
                Hold = Options.Hold,
                Send = Options.Send,
                OurFarEnd = outcome.OurFarEnd,
                MessageSize = Options.MessageSize,
            });
            var session = await watch.RunAsync(stop);
            _context.Keep(outcome.Start, outcome.With(session, watch.Arrived));
        }
    }
}
