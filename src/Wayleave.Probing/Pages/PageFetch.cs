using Wayleave.Probing.Dialling;
using Wayleave.Probing.Http;
using Wayleave.Probing.Names;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Pages;

/// <summary>Fetches a page, its redirects and its scripts, each as a probe.</summary>
/// <param name="context">The run.</param>
internal sealed class PageFetch(RunContext context)
{
    // A bundle of a few megabytes is common; beyond that it is no page's own code.
    private const int MaxText = 4 * 1024 * 1024;
    private const int MaxRedirects = 10;

    /// <summary>The cookies that the page's own host has set so far.</summary>
    public PageCookies Cookies { get; } = new();

    private readonly Exchanger _exchanger = new(context, new Dialler(context, new SystemNames()));

    /// <summary>The page after its redirects.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="deadline">When to give up.</param>
    public async Task<Fetched> PageAsync(Uri url, CancellationToken deadline)
    {
        HashSet<string> seen = [url.AbsoluteUri];
        var fetched = await GetAsync("http-page", url, deadline);
        for (var steps = 0; steps < MaxRedirects; steps++)
        {
            if (RedirectStep.Next(fetched.Url, fetched.Exchange) is not { } next || !seen.Add(next.AbsoluteUri))
                break;
            fetched = await GetAsync("http-redirect", next, deadline);
        }

        return fetched;
    }

    /// <summary>One request.</summary>
    /// <param name="name">The probe's name.</param>
    /// <param name="url">The URL.</param>
    /// <param name="deadline">When to give up.</param>
    public async Task<Fetched> GetAsync(string name, Uri url, CancellationToken deadline)
    {
        var own = RedirectStep.KeepsCredentials(context.Options.Target, url);
        var way = ProbeRoute.Public(url) with { Credentials = own };
        var credentials = new Credentials(context.Options with { Cookie = Cookies.With(context.Options.Cookie, url) }, way);
        var start = context.Log.Begin();
        var request = PlainRequest.Get(way.Authority, url.PathAndQuery, credentials.All);
        var exchanged = await _exchanger.SendAsync(way, request, refuseBadCertificate: false, deadline, MaxText);
        if (exchanged.Stream is { } stream)
            await stream.DisposeAsync();
        if (own)
            Cookies.Keep(exchanged.Exchange);
        context.Keep(start, new HttpProbe
        {
            Id = start.Id,
            Name = name,
            Url = url.AbsoluteUri,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = Outcomes.Of(exchanged.Exchange),
            Exchange = exchanged.Exchange,
        });
        return new Fetched(url, exchanged.Exchange, exchanged.Text);
    }
}
