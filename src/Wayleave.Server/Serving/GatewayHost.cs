using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wayleave.Server.Configuration;
using Wayleave.Server.Listening;
using Wayleave.Server.Tls;

namespace Wayleave.Server.Serving;

/// <summary>Kestrel, with our transport below it and nothing else of the framework around it.</summary>
internal static class GatewayHost
{
    private const int MaxRequestHeaders = 200;

    // RFC 9112 §2.2 lets a server take a bare LF for a line's end, and Kestrel does. A hop in front that does not would hide
    // "X: y\nTransfer-Encoding: chunked" from itself and not from us. Kestrel has no option for it but this one, for the whole process.
    private const string RefuseBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>Makes the host; it is not started.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="certificates">What connections with TLS are given.</param>
    /// <param name="services">What acceptors share: Kestrel takes connections from its feeds, and the look behind TLS needs it.</param>
    /// <param name="logger">Where Kestrel logs.</param>
    public static WebApplication Build(LimitSettings limits, Func<CertificateStore> certificates, AcceptorServices services, ILoggerFactory logger)
    {
        AppContext.SetSwitch(RefuseBareLineFeeds, true);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "wayleave" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(logger);
        builder.Services.AddSingleton<IConnectionListenerFactory>(new FeedTransport());
        builder.Services.AddSingleton<IHostLifetime>(new SilentLifetime());
        // How long a stop may take is for whoever stops it; left alone, it is 30 s.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowResponseHeaderCompression = false;
            // Header values are bytes to us: what came goes on.
            kestrel.RequestHeaderEncodingSelector = FieldReading.Of;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
            Limit(kestrel.Limits, limits);
            kestrel.Listen(new FeedEndPoint(services.Feeds.Http1), listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(new FeedEndPoint(services.Feeds.Http2), listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(new FeedEndPoint(services.Feeds.Tls), listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(TlsEndpoint.Options(certificates, limits.Handshake));
                listen.Use(next => new TlsPeek(services, next).OnConnectionAsync);
            });
        });
        return builder.Build();
    }

    /// <summary>Changes the limits of a running host, from the next request on. Kestrel looks them up where it needs them; only that of TLS it has taken.</summary>
    /// <param name="host">The host.</param>
    /// <param name="limits">The limits.</param>
    public static void Limit(WebApplication host, LimitSettings limits) =>
        Limit(host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits, limits);

    private static void Limit(KestrelServerLimits kestrel, LimitSettings limits)
    {
        kestrel.MaxRequestHeadersTotalSize = limits.HeadBytes;
        kestrel.MaxRequestLineSize = limits.HeadBytes;
        kestrel.MaxRequestHeaderCount = MaxRequestHeaders;
        kestrel.MaxRequestBodySize = limits.BodyBytes;
        kestrel.RequestHeadersTimeout = limits.Handshake;
        // A reader that is slow on purpose costs a buffer; one that is slow since its line is must not be cut.
        kestrel.MinResponseDataRate = null;
        // Kestrel cuts off a body that comes slower than 240 bytes a second after five seconds: any train in a tunnel. nginx waits for a minute.
        kestrel.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(1));
        kestrel.Http2.MaxRequestHeaderFieldSize = limits.HeadBytes;
    }
}
