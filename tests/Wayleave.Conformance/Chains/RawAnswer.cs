using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Wayleave.Conformance.Chains;

/// <summary>What a socket's URL answers to one request, seen without any of the doctor's own code.</summary>
/// <param name="Status">The status; or <c>refused</c>, <c>not TLS</c>, <c>nothing</c>, <c>closed</c>, <c>not HTTP</c>, <c>endless</c>.</param>
/// <param name="Head">The answer's head.</param>
/// <param name="Body">What was read of its body.</param>
internal sealed record RawAnswer(string Status, string Head, string Body)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Sends a GET, by default a browser's upgrade.</summary>
    /// <param name="url">A ws or wss URL.</param>
    /// <param name="origin">The Origin; null: none.</param>
    /// <param name="upgrade">False for a plain request.</param>
    /// <param name="more">Further header lines, each with its line end.</param>
    public static async Task<RawAnswer> ToAsync(Uri url, string? origin, bool upgrade = true, string more = "")
    {
        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(url.Host.Trim('[', ']'), url.Port);
        }
        catch (SocketException)
        {
            return new RawAnswer("refused", "", "");
        }

        Stream stream = tcp.GetStream();
        if (url.Scheme == "wss")
        {
#pragma warning disable CA5359 // What is measured is the answer behind the certificate, whatever that is.
            var tls = new SslStream(stream, false, (_, _, _, _) => true);
#pragma warning restore CA5359
            try
            {
                await tls.AuthenticateAsClientAsync(url.Host).WaitAsync(Limit);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or TimeoutException)
            {
                return new RawAnswer("not TLS", "", "");
            }

            stream = tls;
        }

        var request = new StringBuilder($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n")
            .Append("User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36\r\n");
        if (origin is not null)
            request.Append($"Origin: {origin}\r\n");
        request.Append(upgrade
            ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
            : "Connection: close\r\n").Append(more).Append("\r\n");
        return await ExchangeAsync(stream, Encoding.Latin1.GetBytes(request.ToString()));
    }

    private static async Task<RawAnswer> ExchangeAsync(Stream stream, byte[] request)
    {
        var answer = new StringBuilder();
        var ended = "";
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await stream.WriteAsync(request, limit.Token);
            var buffer = new byte[16384];
            while (!Whole(answer.ToString()))
            {
                var read = await stream.ReadAsync(buffer, limit.Token);
                if (read == 0)
                {
                    ended = "closed";
                    break;
                }

                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (OperationCanceledException)
        {
            ended = "nothing";
        }
        catch (IOException)
        {
            ended = "closed";
        }

        var text = answer.ToString();
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (!text.StartsWith("HTTP/1.", StringComparison.Ordinal))
            return new RawAnswer(text.Length == 0 ? ended : "not HTTP", "", text);
        return split < 0 ? new RawAnswer("endless", text, "") : new RawAnswer(text[9..12], text[..split], text[(split + 4)..]);
    }

    // Enough is the head and what it promises of a body, at most half a kilobyte; a head without end is cut at 256 KiB.
    private static bool Whole(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
            return text.Length > 256 * 1024;
        var length = text[..head].Split("\r\n").Select(l => l.Split(':', 2))
            .FirstOrDefault(l => l[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase))?[1];
        return text.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)
            || text.Length - head - 4 >= Math.Min(512, length is null ? 512 : int.Parse(length))
            || (length is null && text.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
    }
}
