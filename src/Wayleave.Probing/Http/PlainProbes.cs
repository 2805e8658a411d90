using Wayleave.Probing.Handshakes;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>The plain requests of a route: what it answers where nobody asks for a WebSocket.</summary>
/// <param name="context">The run.</param>
/// <param name="route">The way.</param>
/// <param name="socketUrl">The socket that the probes belong to; null where there is only one.</param>
/// <param name="exchanger">Sends requests.</param>
internal sealed class PlainProbes(RunContext context, ProbeRoute route, string? socketUrl, Exchanger exchanger)
{
    private const int MaxRedirects = 10;
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    // The two that tell most are not slowed down by the others.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource<HttpExchange?> _polled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpExchange? _onSocketPath;

    private string Target => new Credentials(context.Options, route).Target;

    /// <summary>Carries out all but the redirects: first the socket's path and the root, then the rest, side by side.</summary>
    public async Task RunAsync(CancellationToken deadline)
    {
        var credentials = new Credentials(context.Options, route).All;
        var path = GetAsync("http-socket-path", route, route.Authority, Target, credentials, deadline);
        var root = GetAsync("http-root", route, route.Authority, "/", credentials, deadline);
        await Task.WhenAny(Task.WhenAll(path, root), context.PauseAsync(HeadStart, deadline));

        List<Task> others =
        [
            path,
            root,
            GetAsync("http-fingerprint", route, null, "/", HeaderLines.Empty, deadline),
            OtherSchemeAsync(deadline),
            .. PlainTargets.Health(route.Url.AbsolutePath).Select(health => GetAsync("http-health", route, route.Authority, health, credentials, deadline)),
        ];
        if (PlainTargets.Polling(route.Url.AbsolutePath, route.Url.Query) is { } polling)
            others.Add(PollAsync(polling, credentials, deadline));
        else
            _polled.TrySetResult(null);
        await Task.WhenAll(others);
        _onSocketPath = await path;
    }

    /// <summary>The Engine.IO session that a poll has begun, and the cookies set with it; null if there is none that could go on over a WebSocket.</summary>
    /// <param name="deadline">When to give up waiting for the poll's answer.</param>
    public async Task<EarlierAnswers?> PolledSessionAsync(CancellationToken deadline)
    {
        var answered = await Task.WhenAny(_polled.Task, context.PauseAsync(context.Options.Timeout, deadline)) == _polled.Task;
        if (!answered || await _polled.Task is not { } answer || EngineSession.IdIn(answer) is not { } session)
            return null;
        // What other answers have set meanwhile would lead to their backends.
        var cookies = new SetCookies(route, context.Time);
        cookies.Note(route, answer);
        return new EarlierAnswers(cookies.Header(new Credentials(context.Options, route).Cookie), session);
    }

    /// <summary>Follows by plain requests where the handshake was sent, or else the plain request to the same path.</summary>
    /// <param name="browser">The answer to the browser's handshake.</param>
    /// <param name="deadline">When to give up.</param>
    public async Task FollowAsync(HttpExchange browser, CancellationToken deadline)
    {
        // Straight to a hop a redirect would lead back to the public way, which has its own probes.
        if (!route.IsPublic)
            return;
        var next = RedirectStep.Next(route.Url, browser) ?? (_onSocketPath is { } plain ? RedirectStep.Next(route.Url, plain) : null);
        HashSet<string> seen = [RedirectStep.AsPage(route.Url).AbsoluteUri];
        // A URL seen before closes a loop: the answers recorded so far show it.
        for (var steps = 0; next is not null && steps < MaxRedirects && seen.Add(next.AbsoluteUri); steps++)
        {
            var way = ProbeRoute.Public(next) with { Credentials = route.Credentials && RedirectStep.KeepsCredentials(route.Url, next) };
            var credentials = new Credentials(context.Options, way);
            var answer = await GetAsync("http-redirect", way, way.Authority, credentials.Target, credentials.All, deadline);
            next = RedirectStep.Next(next, answer);
        }
    }

    private async Task PollAsync(string target, HeaderLines credentials, CancellationToken deadline) =>
        _polled.TrySetResult(await GetAsync("http-polling", route, route.Authority, target, credentials, deadline));

    private async Task OtherSchemeAsync(CancellationToken deadline)
    {
        var port = (route.IsPublic, route.ConnectPort) switch
        {
            (true, HttpsPort) => HttpPort,
            (true, HttpPort) => HttpsPort,
            _ => route.ConnectPort,
        };
        // Credentials given for a TLS connection do not go out in the clear, nor to what may be another service.
        var way = route with { Tls = !route.Tls, ConnectPort = port, Credentials = false };
        var authority = port == route.ConnectPort ? route.Authority : route.HostName;
        await GetAsync("http-plain-scheme", way, authority, new Credentials(context.Options, way).Target, HeaderLines.Empty, deadline);
    }

    private async Task<HttpExchange> GetAsync(
        string name, ProbeRoute way, string? authority, string target, HeaderLines extra, CancellationToken deadline)
    {
        var start = context.Log.Begin();
        var exchanged = await exchanger.SendAsync(way, PlainRequest.Get(authority, target, extra), refuseBadCertificate: false, deadline);
        if (exchanged.Stream is { } stream)
            await stream.DisposeAsync();
        context.Keep(start, new HttpProbe
        {
            Id = start.Id,
            Name = name,
            Url = $"{(way.Tls ? "https" : "http")}://{authority ?? way.Authority}{target}",
            Route = route.Name,
            Socket = socketUrl,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = Outcomes.Of(exchanged.Exchange),
            Exchange = exchanged.Exchange,
        });
        return exchanged.Exchange;
    }
}
