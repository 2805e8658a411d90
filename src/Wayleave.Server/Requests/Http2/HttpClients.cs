using System.Net;
using System.Net.Security;
using System.Text;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Requests.Http2;

/// <summary>The clients of ordinary requests to apps: connections are kept, nothing is followed, unpacked or remembered.</summary>
internal sealed class HttpClients : IDisposable
{
    // uvicorn and Node hang up on a connection after 5 s of quiet; a request that meets that moment is lost.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(4);

    private readonly HttpInvokers _invokers;

    /// <summary>Makes them.</summary>
    /// <param name="dialler">Opens their connections.</param>
    public HttpClients(AppDialler dialler) => _invokers = new HttpInvokers(dialler.Trust, tls => new FlushingHandler(Make(dialler, tls)));

    /// <summary>The client for a destination.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="verifyTls">Whether its certificate is checked.</param>
    public HttpMessageInvoker For(Destination destination, bool verifyTls) => _invokers.For(destination, verifyTls);

    /// <inheritdoc/>
    public void Dispose() => _invokers.Dispose();

    private static SocketsHttpHandler Make(AppDialler dialler, SslClientAuthenticationOptions tls) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        // The dialler keeps the time.
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        ConnectCallback = dialler.ConnectAsync,
        PooledConnectionIdleTimeout = s_quiet,
        // Header values are bytes to us: what came goes on.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        SslOptions = tls,
    };
}
