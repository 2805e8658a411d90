using System.Net;
using System.Net.WebSockets;
using System.Text;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>What the client speaks × whether over TLS × what the app speaks: everything that is not about versions is the same in each case.</summary>
public sealed class RequestMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    public static TheoryData<string, bool, AppKind> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, AppKind>();
            foreach (var kind in Enum.GetValues<AppKind>())
                foreach (var version in (string[])["1.1", "2.0"])
                    foreach (var tls in (bool[])[false, true])
                        cases.Add(version, tls, kind);
            return cases;
        }
    }

    public static TheoryData<bool, AppKind> ClientsOfHttp2
    {
        get
        {
            var cases = new TheoryData<bool, AppKind>();
            foreach (var kind in Enum.GetValues<AppKind>())
                foreach (var tls in (bool[])[false, true])
                    cases.Add(tls, kind);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_app_is_asked_in_the_version_that_its_URL_says(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var answer = await client.GetAsync(new Uri(world.Url(kind, tls) + "/"));
        answer.Version.ShouldBe(Version.Parse(version));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(kind is AppKind.Http1 or AppKind.Http1Tls ? "HTTP/1.1 GET" : "HTTP/2 GET");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_body_streams_to_the_app(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var body = new PushContent();
        var asking = SendAsync(client, world.Url(kind, tls) + "/pieces", body);
        // Each piece has arrived before the next one is sent: nothing on the way waits for more.
        foreach (var piece in (string[])["one", "two", "three"])
        {
            body.Push(piece);
            (await world.App(kind).ReceivedAsync()).ShouldBe(piece);
        }

        body.End();
        using var answer = await asking;
        (await answer.Content.ReadAsStringAsync()).ShouldBe("end");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_body_streams_to_the_client(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var answer = await client.GetAsync(new Uri(world.Url(kind, tls) + "/steps"), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        foreach (var piece in (string[])["one", "two", "three"])
        {
            world.App(kind).Step();
            var back = new byte[piece.Length];
            await stream.ReadExactlyAsync(back);
            Encoding.Latin1.GetString(back).ShouldBe(piece);
        }

        (await stream.ReadAsync(new byte[1])).ShouldBe(0);
    }

    // Over HTTP/1.1 the class library reads no answer before the body is sent: see FullDuplexTests for such a client.
    [Theory]
    [MemberData(nameof(ClientsOfHttp2))]
    public async Task Bodies_stream_both_ways_at_once_and_trailers_follow(bool tls, AppKind kind)
    {
        using var client = Client("2.0");
        using var body = new PushContent();
        using var answer = await SendAsync(client, world.Url(kind, tls) + "/echo", body);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        foreach (var piece in (string[])["one", "two", "three"])
        {
            body.Push(piece);
            var back = new byte[piece.Length];
            await stream.ReadExactlyAsync(back);
            Encoding.Latin1.GetString(back).ShouldBe(piece);
        }

        body.End();
        (await stream.ReadAsync(new byte[1])).ShouldBe(0);
        // Kestrel has no trailers over HTTP/1.1.
        if (kind is AppKind.Http2Tls or AppKind.H2c)
            answer.TrailingHeaders.GetValues("X-Echoed").ShouldBe(["11"]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ten_megabytes_go_up_and_come_down_whole(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var content = new ByteArrayContent(KestrelApp.Large);
        using var answer = await SendAsync(client, world.Url(kind, tls) + "/count", content);
        (await answer.Content.ReadAsStringAsync()).ShouldBe($"{KestrelApp.Large.Length}");
        (await client.GetByteArrayAsync(new Uri(world.Url(kind, tls) + "/large"))).AsSpan().SequenceEqual(KestrelApp.Large).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Answers_without_a_body_have_none(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, world.Url(kind, tls) + "/")
        {
            Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        });
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        foreach (var status in (int[])[204, 304])
        {
            using var answer = await client.GetAsync(new Uri($"{world.Url(kind, tls)}/{status}"));
            ((int)answer.StatusCode).ShouldBe(status);
            answer.Headers.ETag!.Tag.ShouldBe("\"a\"");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_client_that_does_not_read_stops_the_app(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var answer = await client.GetAsync(new Uri(world.Url(kind, tls) + "/flood"), HttpCompletionOption.ResponseHeadersRead);
        await LetTimePassAsync(version, tls, kind);
        world.App(kind).Flooded.ShouldBeLessThan(KestrelApp.Flood / 2);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_app_that_does_not_read_stops_the_client(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        using var body = new PushContent();
        body.Push(KestrelApp.Flood, new byte[64 * 1024]);
        using var stop = new CancellationTokenSource();
        var sending = client.PostAsync(new Uri(world.Url(kind, tls) + "/deaf"), body, stop.Token);
        await LetTimePassAsync(version, tls, kind);
        body.Sent.ShouldBeLessThan(KestrelApp.Flood / 2);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending);
        // A client over HTTP/1.1 that is gone is only noticed when somebody reads on; until then its stream holds the window of an app over HTTP/2.
        world.App(kind).Go();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_socket_goes_to_an_app_over_HTTP_1_whatever_the_client_speaks(string version, bool tls, AppKind kind)
    {
        using var limit = new CancellationTokenSource(RawClient.Bound);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(Handler());
        var opening = socket.ConnectAsync(new Uri(world.Url(kind, tls).Replace("http", "ws", StringComparison.Ordinal) + "/ws"), invoker, limit.Token);
        if (kind == AppKind.H2c)
        {
            // Nobody behind h2c:// speaks HTTP/1.1: what this app says to it is passed on.
            (await Should.ThrowAsync<WebSocketException>(opening)).Message.ShouldContain("'400'");
            return;
        }

        await opening;
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        Encoding.UTF8.GetString(buffer, 0, got.Count).ShouldBe("hello");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", limit.Token);
        socket.CloseStatusDescription.ShouldBe("bye");
    }

    // No clock: so many other requests take longer than the flood would, if nothing stopped it.
    private async Task LetTimePassAsync(string version, bool tls, AppKind kind)
    {
        using var client = Client(version);
        for (var i = 0; i < 300; i++)
            (await client.GetStringAsync(new Uri(world.Url(kind, tls) + "/"))).ShouldEndWith("GET");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string url, HttpContent content) => await client.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, url) { Content = content, Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy },
        HttpCompletionOption.ResponseHeadersRead);

    private static HttpClient Client(string version) => new(Handler())
    {
        DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact, Timeout = RawClient.Bound,
    };

    private static SocketsHttpHandler Handler() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    };
}
