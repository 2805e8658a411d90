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
    /// <summary>Carries them out, side by side.</summary>
    public Task RunAsync(CancellationToken deadline)
    {
        var credentials = new Credentials(context.Options, route).All;
        return Task.WhenAll(
            GetAsync("http-socket-path", route, route.Authority, route.Url.PathAndQuery, credentials, deadline),
            GetAsync("http-root", route, route.Authority, "/", credentials, deadline));
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
