using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wayleave.Server.Configuration;
using Wayleave.Server.Listening;

namespace Wayleave.Server.Serving;

/// <summary>Kestrel, with our transport below it and nothing else of the framework around it.</summary>
internal static class GatewayHost
{
    private const int MaxRequestHeaders = 200;

    /// <summary>Makes the host; it is not started.</summary>
    /// <param name="settings">The limits.</param>
    /// <param name="endPoints">What Kestrel is to take connections from.</param>
    /// <param name="services">What acceptors share: the look behind TLS needs it.</param>
    /// <param name="logger">Where Kestrel logs.</param>
    public static WebApplication Build(
        ServeSettings settings, IEnumerable<KestrelEndPoint> endPoints, AcceptorServices services, ILoggerFactory logger)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "wayleave" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(logger);
        builder.Services.AddSingleton<IConnectionListenerFactory>(new FeedTransport());
        builder.Services.AddSingleton<IHostLifetime>(new SilentLifetime());
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel, settings.Limits);
            foreach (var endPoint in endPoints)
                kestrel.Listen(endPoint.EndPoint, listen =>
                {
                    listen.Protocols = endPoint.Protocols;
                    if (endPoint.Tls is { } tls)
                    {
                        listen.UseHttps(tls);
                        listen.Use(next => new TlsPeek(services, next).OnConnectionAsync);
                    }
                });
        });
        return builder.Build();
    }

    private static void Limit(KestrelServerOptions kestrel, LimitSettings limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowResponseHeaderCompression = false;
        // Header values are bytes to us: what came goes on.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeadBytes;
        kestrel.Limits.MaxRequestLineSize = limits.HeadBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxRequestHeaders;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.RequestHeadersTimeout = limits.Handshake;
        // A reader that is slow on purpose costs a buffer; one that is slow since its line is must not be cut.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = limits.HeadBytes;
    }
}
