using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>An app of the usual kind: it answers each path in its own way, over whatever it is told to speak.</summary>
internal sealed class KestrelApp : IAsyncDisposable
{
    /// <summary>How long the bodies are that are never read: far more than all buffers on the way.</summary>
    public const long Flood = 256 * 1024 * 1024;

    private readonly WebApplication _host;
    private readonly AppKind _kind;
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim _steps = new(0);
    private TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StrongBox<long> _flooded = new();

    private KestrelApp(WebApplication host, AppKind kind) => (_host, _kind) = (host, kind);

    /// <summary>Its address as a destination.</summary>
    public string Url => _kind switch
    {
        AppKind.H2c => _host.Urls.First().Replace("http:", "h2c:", StringComparison.Ordinal),
        AppKind.Http2Tls => _host.Urls.First().Replace("https:", "h2:", StringComparison.Ordinal),
        _ => _host.Urls.First(),
    };

    /// <summary>How many bytes of the last <see cref="Flood"/> it could send.</summary>
    public long Flooded => Volatile.Read(ref _flooded.Value);

    /// <summary>Starts one.</summary>
    /// <param name="kind">What it speaks.</param>
    /// <param name="certificate">Its certificate.</param>
    public static async Task<KestrelApp> StartAsync(AppKind kind, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = kind switch
                {
                    AppKind.H2c => HttpProtocols.Http2,
                    AppKind.Http2Tls => HttpProtocols.Http1AndHttp2,
                    _ => HttpProtocols.Http1,
                };
                if (kind is AppKind.Http1Tls or AppKind.Http2Tls)
                    listen.UseHttps(certificate);
            });
        });
        builder.Logging.ClearProviders();
        var app = new KestrelApp(builder.Build(), kind);
        app._host.UseWebSockets();
        app._host.Run(app.AnswerAsync);
        await app._host.StartAsync();
        return app;
    }

    /// <summary>What <c>/large</c> answers.</summary>
    public static byte[] Large { get; } = MakeLarge();

    /// <summary>The next piece of a body that <c>/pieces</c> has got.</summary>
    public async Task<string> ReceivedAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(RawClient.Bound);

    /// <summary>Lets <c>/steps</c> send its next piece.</summary>
    public void Step() => _steps.Release();

    /// <summary>Lets those who wait on <c>/deaf</c> read.</summary>
    public void Go() => Interlocked.Exchange(ref _go, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Go();
        await _host.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/echo" => EchoAsync(context),
        "/count" => CountAsync(context),
        "/pieces" => PiecesAsync(context),
        "/steps" => StepsAsync(context),
        "/large" => context.Response.Body.WriteAsync(Large, context.RequestAborted).AsTask(),
        "/204" => Status(context, 204),
        "/304" => Status(context, 304),
        "/flood" => FloodAsync(context),
        "/deaf" => DeafAsync(context),
        "/ws" => SocketAsync(context),
        _ => context.Response.WriteAsync($"{context.Request.Protocol} {context.Request.Method}"),
    };

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ETag = "\"a\"";
        return Task.CompletedTask;
    }

    // What comes goes back at once; trailers say that it was all.
    private static async Task EchoAsync(HttpContext context)
    {
        if (context.Response.SupportsTrailers())
            context.Response.DeclareTrailer("X-Echoed");
        await context.Response.Body.FlushAsync();
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var count)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, count));
            await context.Response.Body.FlushAsync();
            total += count;
        }

        if (context.Response.SupportsTrailers())
            context.Response.AppendTrailer("X-Echoed", $"{total}");
    }

    private async Task StepsAsync(HttpContext context)
    {
        await context.Response.Body.FlushAsync();
        foreach (var piece in (string[])["one", "two", "three"])
        {
            await _steps.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }

    private async Task PiecesAsync(HttpContext context)
    {
        var buffer = new byte[100];
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var count)
            _received.Writer.TryWrite(Encoding.ASCII.GetString(buffer, 0, count));
        await context.Response.WriteAsync("end");
    }

    private static async Task CountAsync(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var count)
            total += count;
        await context.Response.WriteAsync($"{total}");
    }

    private async Task FloodAsync(HttpContext context)
    {
        // Kestrel takes bytes for a client that is gone, and drops them: each flood counts its own.
        var (block, flooded) = (new byte[64 * 1024], new StrongBox<long>());
        _flooded = flooded;
        for (long sent = 0; sent < Flood; sent += block.Length)
        {
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
            Interlocked.Add(ref flooded.Value, block.Length);
        }
    }

    private async Task DeafAsync(HttpContext context)
    {
        await _go.Task.WaitAsync(context.RequestAborted);
        await CountAsync(context);
    }

    private static byte[] MakeLarge()
    {
        var bytes = new byte[10 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static async Task SocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } got)
            await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, CancellationToken.None);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
    }
}
