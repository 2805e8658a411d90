using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Handshakes;

public sealed class Http2Tests
{
    private static readonly Certificates Authority = new();

    [Fact]
    public async Task Where_ALPN_chooses_h2_the_handshake_is_tried_over_it()
    {
        await using var app = await StartAsync(HttpProtocols.Http1AndHttp2, EchoAsync);

        var run = await ExamineAsync(app);

        run.Browser().Opened.ShouldBeTrue();
        run.Probes.OfType<TlsProbe>().First(probe => probe.Name == "tls").Alpn.ShouldBe("h2");
        var http2 = run.Handshake(Variation.ExtendedConnect);
        http2.Name.ShouldBe("upgrade-http2");
        http2.Opened.ShouldBeTrue();
        http2.Exchange.Version.ShouldBe("HTTP/2");
        http2.Exchange.Status.ShouldBe(200);
        http2.Exchange.RequestHeaders.ShouldContain(new HeaderField(":protocol", "websocket"));
        http2.Exchange.RequestHeaders.ShouldContain(line => line.Name == "Origin");
        http2.Exchange.RequestHeaders.ShouldNotContain(line => line.Name == "Sec-WebSocket-Key" || line.Name == "Host");
        http2.Session!.End.Kind.ShouldBe(EndKind.ClosedByUs);
    }

    [Fact]
    public async Task A_refusal_over_HTTP2_keeps_its_status_and_body()
    {
        await using var app = await StartAsync(HttpProtocols.Http1AndHttp2, async context =>
        {
            if (context.Request.Protocol != "HTTP/2")
            {
                await EchoAsync(context);
                return;
            }

            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("not over this version");
        });

        var run = await ExamineAsync(app);

        run.Browser().Opened.ShouldBeTrue();
        run.Handshake(Variation.ExtendedConnect).Exchange.Status.ShouldBe(403);
        run.Handshake(Variation.ExtendedConnect).Exchange.Body.ShouldBe("not over this version");
        run.Handshake(Variation.ExtendedConnect).Session.ShouldBeNull();
    }

    [Fact]
    public async Task Without_h2_there_is_no_such_handshake()
    {
        await using var app = await StartAsync(HttpProtocols.Http1, EchoAsync);

        var run = await ExamineAsync(app);

        run.Probes.OfType<HandshakeProbe>().ShouldNotContain(probe => probe.Variation == Variation.ExtendedConnect);
    }

    [Fact]
    public async Task A_peer_that_resets_the_stream_is_a_failure_with_its_reason()
    {
        await using var app = await StartAsync(HttpProtocols.Http1AndHttp2, context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var exchange = (await ExamineAsync(app)).Handshake(Variation.ExtendedConnect).Exchange;

        exchange.Status.ShouldBeNull();
        exchange.Failure!.Stage.ShouldBe(FailureStage.FirstByte);
        exchange.Failure.Kind.ShouldBe(FailureKind.Reset);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
    }

    private static async Task<WebApplication> StartAsync(HttpProtocols protocols, RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(Authority.For("app.localhost"));
        }));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(handle);
        await app.StartAsync();
        return app;
    }

    private static Task<Run> ExamineAsync(WebApplication app)
    {
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return Doctor.ExamineAsync(Doctor.Options(new Uri($"wss://app.localhost:{port}/ws")) with { ExtraRoots = [Authority.Root] });
    }
}
