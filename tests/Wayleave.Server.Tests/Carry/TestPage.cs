using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Tests.Carry;

/// <summary>One carried socket as a page's script sees it: its streams, and the requests that carry them.</summary>
internal sealed class TestPage : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private string _url;
    private readonly string _path;
    private readonly MessageReader _reader = new(Role.Client);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);
    private readonly ArrayBufferWriter<byte> _up = new();

    public TestPage(string url, string path = "/room")
    {
        (_url, _path) = (url, path);
        var handler = new SocketsHttpHandler { CookieContainer = Cookies };
        // Certificates are made for the test.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        Http = new HttpClient(handler) { BaseAddress = new Uri(url), Timeout = Patience };
    }

    /// <summary>The version of HTTP that requests are sent in.</summary>
    public Version Version { get; init; } = HttpVersion.Version11;

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    public string Origin { get; set; } = "http://page.example";

    public string? FetchSite { get; set; } = "same-origin";

    public string Id => Base64Url.EncodeToString(_id);

    public string Secret { get => field ?? Base64Url.EncodeToString(_secret); set; }

    /// <summary>Up to where the page has the gateway's stream.</summary>
    public long Received { get; private set; }

    /// <summary>Up to where the gateway has the page's, as it said last.</summary>
    public long Acknowledged { get; set; }

    /// <summary>The messages that have come, and the close.</summary>
    public List<MessageEvent> Got { get; } = [];

    public string? Node { get; private set; }

    /// <summary>All that the page has sent.</summary>
    public ReadOnlyMemory<byte> Up => _up.WrittenMemory;

    /// <summary>Adds a message to what the page sends.</summary>
    public TestPage Write(string text)
    {
        FrameWriter.Write(_up, Opcode.Text, Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>Adds a message to what the page sends.</summary>
    public TestPage Write(byte[] bytes)
    {
        FrameWriter.Write(_up, Opcode.Binary, bytes);
        return this;
    }

    /// <summary>Adds the close to what the page sends.</summary>
    public TestPage WriteClose(int code, string reason)
    {
        FrameWriter.WriteClose(_up, new ClosePayload((ushort)code, reason));
        return this;
    }

    /// <summary>From now on its requests go to another gateway.</summary>
    public void MoveTo(string url) => _url = url;

    /// <summary>Takes a piece of the gateway's stream.</summary>
    public void Take(long position, ReadOnlySpan<byte> piece)
    {
        position.ShouldBeLessThanOrEqualTo(Received);
        var old = (int)Math.Min(piece.Length, Received - position);
        piece = piece[old..];
        Received += piece.Length;
        while (_reader.Read(piece, out var consumed) is { } happened)
        {
            Got.Add(happened);
            piece = piece[consumed..];
        }
    }

    /// <summary>Opens a carrier's WebSocket, and says nothing yet.</summary>
    public async Task<ClientWebSocket> DialAsync(bool resumes = false, string? subprotocol = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.Cookies = Cookies;
        socket.Options.SetRequestHeader("Origin", Origin);
        if (FetchSite is not null)
            socket.Options.SetRequestHeader("Sec-Fetch-Site", FetchSite);
        if (subprotocol is not null)
            socket.Options.AddSubProtocol(subprotocol);
        using var limit = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri($"{_url.Replace("http", "ws", StringComparison.Ordinal)}{_path}?a=1&wayleave=ws.{Id}{(resumes ? "." + Node : "")}"), limit.Token);
        return socket;
    }

    /// <summary>Says hello.</summary>
    public Task HelloAsync(ClientWebSocket socket) => SayAsync(socket, $"hello {Secret} {Received}");

    public static async Task SayAsync(ClientWebSocket socket, string words)
    {
        using var limit = new CancellationTokenSource(Patience);
        await socket.SendAsync(Encoding.ASCII.GetBytes(words), WebSocketMessageType.Text, true, limit.Token);
    }

    /// <summary>Sends what the page has from a position on.</summary>
    public async Task SendAsync(ClientWebSocket socket, long from)
    {
        using var limit = new CancellationTokenSource(Patience);
        await socket.SendAsync(Up[(int)from..], WebSocketMessageType.Binary, true, limit.Token);
    }

    /// <summary>Receives one message of a carrier's: its words, or null for a piece, which is taken.</summary>
    public async Task<string?> ReceiveAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[256 * 1024];
        var count = 0;
        WebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, count, buffer.Length - count), limit.Token);
            count += got.Count;
        }
        while (!got.EndOfMessage);
        if (got.MessageType == WebSocketMessageType.Close)
            return "closed";
        if (got.MessageType == WebSocketMessageType.Binary)
        {
            Take(Received, buffer.AsSpan(0, count));
            return null;
        }

        var words = Encoding.ASCII.GetString(buffer, 0, count);
        if (words.Split(' ') is ["hello", var node, var received, ..])
            (Node, Acknowledged) = (node, long.Parse(received, System.Globalization.CultureInfo.InvariantCulture));
        else if (words.Split(' ') is ["ack", var acknowledged])
            Acknowledged = long.Parse(acknowledged, System.Globalization.CultureInfo.InvariantCulture);
        return words;
    }

    /// <summary>Receives until something has come.</summary>
    public async Task UntilAsync(ClientWebSocket socket, int messages)
    {
        while (Got.Count < messages)
            (await ReceiveAsync(socket)).ShouldNotBe("closed");
    }

    /// <summary>Opens the session by POST.</summary>
    public async Task<JsonElement> OpenAsync(params string[] protocols)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { secret = Secret, protocols }));
        using var answer = await PostAsync($"open.{Id}", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        if (json.RootElement.TryGetProperty("node", out var node))
            Node = node.GetString();
        return json.RootElement.Clone();
    }

    /// <summary>Sends a request of the carrier's, and gives the head of its answer.</summary>
    public async Task<HttpResponseMessage> PostAsync(string verb, HttpContent content, string? header = "1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_url}{_path}?a=1&wayleave={verb}{(Node is null || verb.StartsWith("open", StringComparison.Ordinal) ? "" : "." + Node)}") { Content = content, Version = Version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("Origin", Origin);
        if (FetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", FetchSite);
        if (header is not null)
            request.Headers.Add("Wayleave-Carry", header);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The body of a request that lists this session, and brings what the page has from a position on.</summary>
    public ByteArrayContent Listed(long? bringFrom = null, bool leaves = false, bool saysHello = false)
    {
        var body = new ArrayBufferWriter<byte>();
        CarryNumber.Write(body, 1);
        body.Write(_id);
        body.Write(Base64Url.DecodeFromChars(Secret));
        CarryNumber.Write(body, Received);
        if (saysHello)
            ItemWriter.Bare(body, CarryItem.Hello);
        if (bringFrom is { } from)
        {
            var piece = Up[(int)from..];
            ItemWriter.PieceHead(body, 0, from, piece.Length);
            body.Write(piece.Span);
        }

        if (leaves)
            ItemWriter.Begin(body, CarryItem.Leave, 0);
        return new ByteArrayContent(body.WrittenSpan.ToArray());
    }

    /// <summary>Brings what the page has from a position on, and gives what the answer says.</summary>
    public async Task<IReadOnlyList<TestItem>> BringAsync(long from)
    {
        using var content = Listed(from);
        using var answer = await PostAsync("up", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return TakeAll(TestItem.ReadAll(await answer.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>Polls once, or peeks.</summary>
    public async Task<IReadOnlyList<TestItem>> PollAsync(string verb = "poll")
    {
        using var content = Listed();
        using var answer = await PostAsync(verb, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return TakeAll(TestItem.ReadAll(await answer.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>Takes what items bring.</summary>
    public IReadOnlyList<TestItem> TakeAll(IReadOnlyList<TestItem> items)
    {
        foreach (var item in items)
            if (item.Kind == CarryItem.Piece)
                Take(item.Number, item.Piece);
            else if (item.Kind == CarryItem.Ack)
                Acknowledged = item.Number;
        return items;
    }

    public string[] Texts => [.. Got.OfType<MessageEvent.TextMessage>().Select(each => Encoding.UTF8.GetString(each.Utf8.Span))];

    public void Dispose() => Http.Dispose();
}
