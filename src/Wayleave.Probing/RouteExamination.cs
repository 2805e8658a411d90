using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Wayleave.Probing.Dialling;
using Wayleave.Probing.Handshakes;
using Wayleave.Probing.Http;
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

    private readonly RunContext _context;
    private readonly ProbeRoute _route;
    private readonly string? _socketUrl;
    private readonly SystemNames _names;
    private readonly Exchanger _exchanger;
    private readonly HandshakeAttempt _attempt;
    private readonly LowerLayers _layers;

    public RouteExamination(RunContext context, ProbeRoute route, string? socketUrl, SystemNames names)
    {
        (_context, _route, _socketUrl, _names) = (context, route, socketUrl, names);
        var dialler = new Dialler(context, names.LookUpAsync);
        _exchanger = new Exchanger(context, dialler);
        _attempt = new HandshakeAttempt(context, _exchanger, route, socketUrl);
        _layers = new LowerLayers(context, route, dialler);
    }

    private ExaminationOptions Options => _context.Options;

    /// <summary>Carries it out; what is known so far is in the log at any time.</summary>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var path = _context.Deadline(Options.Timeout, stop);
        var addresses = await _layers.ResolveAsync(_names, path.Token);
        var answered = new TaskCompletionSource<HandshakeOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var browser = BrowserAsync(answered, path.Token, stop);
        var layers = addresses.IsEmpty ? Task.CompletedTask : _layers.RunAsync(addresses, path.Token);
        await Task.WhenAny(answered.Task, _context.PauseAsync(FirstAnswerPatience, stop));
        var plain = addresses.IsEmpty ? Task.CompletedTask : new PlainProbes(_context, _route, _socketUrl, _exchanger).RunAsync(path.Token);
        await Task.WhenAll(browser, layers, plain);
    }

    private async Task BrowserAsync(TaskCompletionSource<HandshakeOutcome> answered, CancellationToken path, CancellationToken stop)
    {
        // Straight to an origin no browser comes along: a certificate there is the hop's business, and noted by the TLS probe.
        var outcome = await _attempt.RunAsync(Variation.Browser, 0, refuseBadCertificate: _route.IsPublic && !Options.Insecure, path);
        answered.SetResult(outcome);
        await FinishAsync(outcome, Options.Hold, stop);
    }

    private async Task FinishAsync(HandshakeOutcome outcome, TimeSpan hold, CancellationToken stop)
    {
        if (outcome.Socket is not { } socket)
        {
            _context.Keep(outcome.Start, outcome.Probe);
            return;
        }

        await using (socket)
        {
            var watch = new SessionWatch(_context, socket, new SessionPlan
            {
                Hold = hold,
                Send = Options.Send,
                OurFarEnd = outcome.OurFarEnd,
                MessageSize = Options.MessageSize,
                Deflate = outcome.Probe.Deflate,
            });
            var session = await watch.RunAsync(stop);
            _context.Keep(outcome.Start, outcome.With(session, watch.Arrived));
        }
    }
}
