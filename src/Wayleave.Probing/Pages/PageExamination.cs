using System.Collections.Immutable;
using Wayleave.Probing.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Pages;

/// <summary>Examines a page: reads it, then examines the sockets that it opens, side by side.</summary>
/// <param name="context">The run.</param>
internal sealed class PageExamination(RunContext context)
{
    // Each socket gets up to fourteen handshakes a way; a page that opens more than this shows its trouble at the first ones.
    private const int MaxSockets = 4;

    /// <summary>Carries it out.</summary>
    /// <param name="stop">Ends it early.</param>
    /// <returns>The Origin that the page's sockets were opened with.</returns>
    public async Task<string> RunAsync(CancellationToken stop)
    {
        using var deadline = context.Deadline(context.Options.Timeout, stop);
        var reading = new PageReading(context);
        var probe = await reading.RunAsync(deadline.Token);
        var page = reading.Page?.Url ?? context.Options.Target;
        var origin = context.Options.PageOrigin ?? page.GetLeftPart(UriPartial.Authority);

        // What keeps the page itself from loading keeps its socket from opening: the handshake at the page's own address shows how.
        if (reading.Page is not { IsDown: false } fetched || (fetched.IsRefused && probe.Sockets.IsEmpty))
            await Examine(new DiscoveredSocket(AsSocket(page), "", page.AbsoluteUri, Certain: true), origin, socketUrl: null, reading.Cookies, Left(reading.Page)).RunAsync(stop);
        else
            await Task.WhenAll(Chosen(probe.Sockets).Select(socket => Examine(socket, origin, socket.Url, reading.Cookies, context.Options.Timeout).RunAsync(stop)));
        return origin;
    }

    // A page that has let its whole deadline pass shows by half of another one that its handshake does no better: nobody waits twice in full.
    private TimeSpan Left(Fetched? page) => page?.Exchange.Failure is { Kind: FailureKind.TimedOut } ? context.Options.Timeout / 2 : context.Options.Timeout;

    private static IEnumerable<DiscoveredSocket> Chosen(ImmutableArray<DiscoveredSocket> sockets)
    {
        var certain = sockets.Where(socket => socket.Certain).Take(MaxSockets).ToList();
        return certain.Count > 0 ? certain : sockets.Take(MaxSockets);
    }

    private SocketExamination Examine(DiscoveredSocket socket, string origin, string? socketUrl, PageCookies cookies, TimeSpan timeout)
    {
        var url = new Uri(socket.Url);
        var own = RedirectStep.KeepsCredentials(context.Options.Target, RedirectStep.AsPage(url));
        var options = context.Options with
        {
            PageOrigin = origin,
            Timeout = timeout,
            Cookie = own ? cookies.With(context.Options.Cookie, url) : context.Options.Cookie,
            Subprotocols = context.Options.Subprotocols.IsEmpty ? socket.Subprotocols : context.Options.Subprotocols,
            // The hops that the caller named lead to the target's own host, not to another one that the page names.
            Direct = own || url.IdnHost == context.Options.Target.IdnHost ? context.Options.Direct : [],
        };
        return new SocketExamination(context with { Options = options }, url, socketUrl, own);
    }

    private static string AsSocket(Uri page) =>
        new UriBuilder(page) { Scheme = page.Scheme == "https" ? "wss" : "ws", Port = page.IsDefaultPort ? -1 : page.Port }.Uri.AbsoluteUri;
}
