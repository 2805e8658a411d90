using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>An app that gives pages, over HTTP/1.1 or HTTP/2.</summary>
internal sealed class PageApp : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly bool _http2;

    private PageApp(WebApplication host, bool http2) => (_host, _http2) = (host, http2);

    /// <summary>Its address as a destination.</summary>
    public string Url => _http2 ? _host.Urls.First().Replace("http:", "h2c:", StringComparison.Ordinal) : _host.Urls.First();

    /// <summary>The headers of the requests that came.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Seen { get; } = new();

    /// <summary>Starts one.</summary>
    /// <param name="http2">Whether it speaks HTTP/2.</param>
    /// <param name="answer">What it answers.</param>
    public static async Task<PageApp> StartAsync(bool http2, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = http2 ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Logging.ClearProviders();
        var app = new PageApp(builder.Build(), http2);
        app._host.Run(context =>
        {
            app.Seen.Enqueue(context.Request.Headers.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            return answer(context);
        });
        await app._host.StartAsync();
        return app;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
