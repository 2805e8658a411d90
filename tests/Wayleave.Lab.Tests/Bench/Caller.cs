using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Tests.Bench;

/// <summary>A client's connection to a chain. Every wait ends after 20 s: a test fails rather than hangs.</summary>
internal sealed class Caller(Wire wire, string host) : IAsyncDisposable
{
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));

    public static async Task<Caller> ConnectAsync(LabChain chain)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(chain.Url.DnsSafeHost, chain.Url.Port);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (chain.Url.Scheme == "https")
        {
            var tls = new SslStream(stream, leaveInnerStreamOpen: false);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = new System.Security.Cryptography.X509Certificates.X509ChainPolicy
                {
                    TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { chain.Authority },
                    RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
                },
            });
            stream = tls;
        }

        return new Caller(new Wire(socket, stream), chain.Url.Authority);
    }

    /// <summary>Sends a request and reads the answer's head; null if the connection ended without one.</summary>
    public async Task<ResponseHead?> AskAsync(string method, string target, HeaderLines headers, string body = "")
    {
        HeaderLines all = [new("Host", host), .. headers];
        await HeadIo.WriteAsync(wire, new RequestHead(method, target, Protocol.Http.HttpVersion.Http11, all), _limit.Token);
        await SendAsync(body);
        return (await HeadIo.ReadResponseAsync(wire, _limit.Token)).Head;
    }

    /// <summary>Asks for a socket as a browser does, with more headers.</summary>
    public async Task<ResponseHead?> UpgradeAsync(HeaderLines? more = null) => await AskAsync("GET", "/ws",
    [
        new("Connection", "Upgrade"), new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13"),
        new("Sec-WebSocket-Key", Key), .. more ?? HeaderLines.Empty,
    ]);

    /// <summary>Reads the body that belongs to a head.</summary>
    public async Task<string> BodyAsync(ResponseHead head)
    {
        BodyFraming.TryOfResponse(head, "GET", out var framing, out _).ShouldBeTrue();
        var text = new StringBuilder();
        await foreach (var chunk in BodyReader.ReadAsync(wire, framing, raw: false, TimeProvider.System, _limit.Token))
            text.Append(Encoding.Latin1.GetString(chunk.Bytes.Span));
        return text.ToString();
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await wire.WriteAsync(bytes, _limit.Token);

    public async Task EndSendingAsync() => await wire.EndSendingAsync();

    /// <summary>Reads that many bytes, or fewer where the connection ends before.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        while (wire.Buffered.Length < count && await wire.FillAsync(_limit.Token))
        {
            // More is needed.
        }

        return wire.TakeCopy(Math.Min(count, wire.Buffered.Length)).ToArray();
    }

    /// <summary>What comes until the connection ends; fails if it does not end with FIN.</summary>
    public Task<byte[]> ReadToEndAsync() => ReadAsync(int.MaxValue);

    public async Task ShouldGiveBackAsync(string text)
    {
        await SendAsync(text);
        Encoding.Latin1.GetString(await ReadAsync(text.Length)).ShouldBe(text);
    }

    public async ValueTask DisposeAsync()
    {
        await wire.DisposeAsync();
        _limit.Dispose();
    }
}
