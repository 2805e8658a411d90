using System.Collections.Immutable;
using Wayleave.Probing.Pages.Scripts;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Pages;

/// <summary>Reads a page for the sockets that it opens.</summary>
/// <remarks>
/// In order: 1. the page, through its redirects; 2. its scripts, in the page and beside it; 3. where those name no socket, what is known of
/// the application that the page shows itself to be; 4. where the page shows none, the paths by which applications give themselves away.
/// </remarks>
/// <param name="context">The run.</param>
internal sealed class PageReading(RunContext context)
{
    private const int MaxScripts = 16;

    private readonly PageFetch _fetch = new(context);

    /// <summary>The page as it finally came; null before <see cref="RunAsync"/> is done.</summary>
    public Fetched? Page { get; private set; }

    /// <summary>The cookies that the page's own host set.</summary>
    public PageCookies Cookies => _fetch.Cookies;

    /// <summary>Carries it out and keeps a <see cref="PageProbe"/>.</summary>
    /// <param name="deadline">When to give up.</param>
    public async Task<PageProbe> RunAsync(CancellationToken deadline)
    {
        var start = context.Log.Begin();
        var page = Page = await _fetch.PageAsync(context.Options.Target, deadline);
        var html = HtmlPage.Read(page.Text, page.Url);
        var scripts = await ScriptsAsync(html, page.Url, deadline);
        ImmutableArray<DiscoveredSocket> sockets =
        [
            .. scripts.SelectMany(script => SocketFinder.Find(script.Text, page.Url, script.From, html.Data)).DistinctBy(socket => socket.Url),
        ];
        var app = KnownApps.Of(page.Text);
        if (!sockets.Any(socket => socket.Certain) && !page.IsDown)
        {
            app ??= await GivenAwayAsync(html.Base, deadline);
            if (app is not null && (await RunningAsync(app, page, deadline) ?? At(app, html)) is { } usual)
                sockets = [usual, .. sockets.Where(socket => socket.Url != usual.Url)];
        }

        var probe = new PageProbe
        {
            Id = start.Id,
            Name = "page",
            Url = page.Url.AbsoluteUri,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = "",
            Sockets = sockets,
            App = app?.Name,
            ContentSecurityPolicies = [.. page.Exchange.Headers("Content-Security-Policy"), .. html.ContentSecurityPolicies],
            RocketLoader = html.RocketLoader,
            ServiceWorker = scripts.Any(script => script.Text.Contains("serviceWorker.register", StringComparison.Ordinal)),
        };
        probe = probe with { Outcome = Outcome(probe) };
        context.Keep(start, probe);
        return probe;
    }

    private async Task<ImmutableArray<(string Text, string From)>> ScriptsAsync(HtmlPage html, Uri page, CancellationToken deadline)
    {
        var loaded = await Task.WhenAll(html.Scripts.Take(MaxScripts).Select(url => _fetch.GetAsync("http-script", url, deadline)));
        return
        [
            .. html.InlineScripts.Select(text => (text, page.AbsoluteUri)),
            .. loaded.Where(script => script.Exchange.Status == 200).Select(script => (script.Text, script.Url.AbsoluteUri)),
        ];
    }

    private async Task<KnownApp?> GivenAwayAsync(Uri origin, CancellationToken deadline)
    {
        var asked = KnownApps.All.Where(app => app.GivenAwayBy is not null).Select(async app =>
        {
            var answer = await _fetch.GetAsync("http-known-app", new Uri(origin, app.GivenAwayBy), deadline);
            var fits = answer.Exchange.Status == 200 && (app.GivenAwayText == "ok" ? answer.Text.Trim() == "ok" : answer.Text.Contains(app.GivenAwayText, StringComparison.Ordinal));
            return fits ? app : null;
        });
        return (await Task.WhenAll(asked)).FirstOrDefault(app => app is not null);
    }

    private async Task<DiscoveredSocket?> RunningAsync(KnownApp app, Fetched page, CancellationToken deadline)
    {
        if (app.Name != "jupyter")
            return null;
        var kernels = await _fetch.GetAsync("http-known-app", JupyterKernels.List(page.Text, page.Url), deadline);
        return kernels.Exchange.Status == 200 && JupyterKernels.Socket(kernels.Url, kernels.Text) is { } path && SocketFinder.Resolve(path, kernels.Url) is { } url
            ? new DiscoveredSocket(url, path, "known app: jupyter", Certain: true)
            : null;
    }

    private static DiscoveredSocket? At(KnownApp app, HtmlPage html)
    {
        var path = app.Name == "action-cable" && html.Meta.TryGetValue("action-cable-url", out var cable) ? cable : app.Path;
        return SocketFinder.Resolve(path, html.Base) is { } url
            ? new DiscoveredSocket(url, path, $"known app: {app.Name}", app.OpensAsIs) { Subprotocols = app.Subprotocols }
            : null;
    }

    private static string Outcome(PageProbe page)
    {
        List<string> said = [page.Sockets.Length switch { 0 => "no socket found", 1 => "1 socket found", var count => $"{count} sockets found" }];
        if (page.App is { } app)
            said.Add($"the page is {app}'s");
        // Both are known to change when, and whether, a page's own scripts open their socket.
        if (page.RocketLoader)
            said.Add("Cloudflare's Rocket Loader runs its scripts");
        if (page.ServiceWorker)
            said.Add("it registers a service worker");
        return string.Join("; ", said);
    }
}
