using System.Net;
using System.Net.Security;
using System.Text;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Serving;

/// <summary>The clients of ordinary requests to apps: connections are kept, nothing is followed, unpacked or remembered.</summary>
internal sealed class HttpClients : IDisposable
{
    // uvicorn and Node hang up on a connection after 5 s of quiet; a request that meets that moment is lost.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(4);

    private readonly HttpMessageInvoker _verifying;
    private readonly HttpMessageInvoker _trusting;

    /// <summary>Makes them.</summary>
    /// <param name="dialler">Opens their connections.</param>
    public HttpClients(AppDialler dialler) => (_verifying, _trusting) = (Make(dialler, verify: true), Make(dialler, verify: false));

    /// <summary>The client for a route.</summary>
    /// <param name="verifyTls">Whether an app's certificate is checked.</param>
    public HttpMessageInvoker For(bool verifyTls) => verifyTls ? _verifying : _trusting;

    /// <inheritdoc/>
    public void Dispose()
    {
        _verifying.Dispose();
        _trusting.Dispose();
    }

    private static HttpMessageInvoker Make(AppDialler dialler, bool verify) => new(new SocketsHttpHandler
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
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = verify ? null : static (_, _, _, _) => true,
        },
    });
}
