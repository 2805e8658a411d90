using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>A client as .NET has it, for what needs no other: any certificate, any version of HTTP, from any loopback address.</summary>
internal static class Caller
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <summary>A client for requests and sockets. Redirects are the app's business and are shown, not followed.</summary>
    /// <param name="from">The address to call from; null: the system's choice.</param>
    public static HttpMessageInvoker Invoker(IPAddress? from = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (from is not null)
                socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    /// <summary>Sends a request and reads the whole answer.</summary>
    public static async Task<(HttpResponseMessage Response, string Body)> SendAsync(HttpRequestMessage request)
    {
        using var limit = new CancellationTokenSource(s_limit);
        using var invoker = Invoker();
        var response = await invoker.SendAsync(request, limit.Token);
        return (response, await response.Content.ReadAsStringAsync(limit.Token));
    }

    /// <summary>Reads a page.</summary>
    public static Task<(HttpResponseMessage Response, string Body)> GetAsync(Uri url) => SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>Opens a socket.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="origin">The page's Origin; null: none is sent.</param>
    /// <param name="subprotocol">The subprotocol to offer; null: none.</param>
    /// <param name="version">The version of HTTP, that and no other; null: 1.1.</param>
    /// <param name="from">The address to call from.</param>
    /// <param name="cookie">The Cookie header; null: none.</param>
    public static async Task<ClientWebSocket> OpenAsync(
        Uri url, string? origin = null, string? subprotocol = null, Version? version = null, IPAddress? from = null, string? cookie = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        if (cookie is not null)
            socket.Options.SetRequestHeader("Cookie", cookie);
        if (subprotocol is not null)
            socket.Options.AddSubProtocol(subprotocol);
        socket.Options.HttpVersion = version ?? HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var limit = new CancellationTokenSource(s_limit);
        await socket.ConnectAsync(url, Invoker(from), limit.Token);
        return socket;
    }

    /// <summary>Sends a text.</summary>
    public static Task SendAsync(this ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Sends bytes.</summary>
    public static Task SendAsync(this ClientWebSocket socket, byte[] bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>Reads one whole message.</summary>
    public static async Task<byte[]> ReceiveAsync(this ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(s_limit);
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"closed with {socket.CloseStatus} {socket.CloseStatusDescription}");
            await message.WriteAsync(buffer.AsMemory(0, part.Count), limit.Token);
            if (part.EndOfMessage)
                return message.ToArray();
        }
    }

    /// <summary>Reads one whole message of text.</summary>
    public static async Task<string> ReceiveTextAsync(this ClientWebSocket socket) => Encoding.UTF8.GetString(await socket.ReceiveAsync());

    /// <summary>Sends a text and a large message of bytes, sees both come back whole, and closes.</summary>
    public static async Task EchoesAsync(this ClientWebSocket socket)
    {
        await socket.SendAsync("grüezi");
        (await socket.ReceiveTextAsync()).ShouldBe("grüezi");
        var large = new byte[100_000];
        new Random(3).NextBytes(large);
        await socket.SendAsync(large);
        (await socket.ReceiveAsync()).ShouldBe(large);
        await socket.LeaveAsync();
    }

    /// <summary>Closes and sees the app's own Close come back.</summary>
    public static async Task LeaveAsync(this ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(s_limit);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", limit.Token);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }
}
