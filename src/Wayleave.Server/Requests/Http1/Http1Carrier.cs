using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Requests.Http1;

/// <summary>Takes requests to apps over HTTP/1.1, with or without TLS.</summary>
/// <param name="dialler">Opens connections.</param>
/// <param name="time">The clock.</param>
internal sealed class Http1Carrier(AppDialler dialler, TimeProvider time) : IRequestCarrier, IDisposable
{
    // A request that must not be sent twice is lost where the app hangs up on an idle connection at that moment. gunicorn waits for 2 s.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private readonly KeptLinks _links = new(time);

    /// <inheritdoc/>
    public async Task<Carried> CarryAsync(HttpContext context, AppRequest request)
    {
        var key = LinkKey.Of(request);
        var mayRepeat = MayRepeat(context, request);
        if (_links.Take(key, mayRepeat ? TimeSpan.MaxValue : s_fresh) is { } kept)
        {
            var (carried, isSilent) = await RunAsync(context, request, key, kept).ConfigureAwait(false);
            // RFC 9110 §9.2.2: once, on a new connection, and only what changes nothing.
            if (!isSilent || !mayRepeat || context.RequestAborted.IsCancellationRequested)
                return carried;
        }

        DialOutcome dialled;
        try
        {
            dialled = await DialAsync(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new Carried(CarriedEnd.BodyBroken, "the client is gone");
        }

        return dialled.IsConnected
            ? (await RunAsync(context, request, key, new KeptLink(dialled)).ConfigureAwait(false)).Carried
            : Carried.Unreached(dialled.Failure);
    }

    /// <inheritdoc/>
    public void Dispose() => _links.Dispose();

    private static bool MayRepeat(HttpContext context, AppRequest request) =>
        request.Method is "GET" or "HEAD" or "OPTIONS" or "TRACE" && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;

    private Task<DialOutcome> DialAsync(AppRequest request, CancellationToken cancel) => request.Destination.Tls
        ? dialler.DialTlsAsync(request.Destination, OutgoingRequests.ServerName(request.Received, request.Destination), request.VerifyTls, cancel)
        : dialler.DialAsync(request.Destination, cancel);

    private async Task<(Carried Carried, bool IsSilent)> RunAsync(HttpContext context, AppRequest request, LinkKey key, KeptLink link)
    {
        var exchange = new Exchange(context, request, link, time);
        var carried = await exchange.RunAsync().ConfigureAwait(false);
        if (exchange.KeepFor > TimeSpan.Zero)
        {
            link.KeptFor = exchange.KeepFor;
            _links.Keep(key, link);
        }
        else
        {
            link.Reader.Release();
            link.End.Close();
        }

        return (carried.End == CarriedEnd.Answered ? await exchange.EndAsync().ConfigureAwait(false) : carried, exchange.IsSilent);
    }
}
