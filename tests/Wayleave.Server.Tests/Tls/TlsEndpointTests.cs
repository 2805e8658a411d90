using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tls;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

public sealed class TlsEndpointTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly ScratchFolder _folder = new("endpoint");
    private readonly TestAuthority _authority = new();
    private CertificateStore _store = null!;
    private WebApplication _server = null!;
    private int _port;

    public ValueTask InitializeAsync() => StartAsync(TlsVersion.Tls12, s_limit);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _store.Dispose();
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("a.test", "CN=a.test")]
    [InlineData("b.test", "CN=b.test")]
    [InlineData("unknown.test", "CN=a.test")]
    [InlineData("", "CN=a.test")]
    public async Task The_name_that_the_client_sends_chooses_the_certificate(string serverName, string subject)
    {
        await using var client = await ConnectAsync(serverName);
        client.RemoteCertificate!.Subject.ShouldBe(subject);
        (await AskAsync(client)).ShouldStartWith("HTTP/1.1 200 OK");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_versions_are_spoken(SslProtocols version)
    {
        await using var client = await ConnectAsync("a.test", version);
        client.SslProtocol.ShouldBe(version);
    }

    [Fact]
    public async Task The_older_version_is_refused_where_the_settings_say_so()
    {
        _store.TryReload(Settings() with { MinVersion = TlsVersion.Tls13 }).ShouldBeEmpty();
        await Should.ThrowAsync<AuthenticationException>(() => ConnectAsync("a.test", SslProtocols.Tls12));
        await using var client = await ConnectAsync("a.test", SslProtocols.Tls13);
    }

    // The class library's client does not speak it any more: so the hello is written by hand.
    [Fact]
    public async Task TLS_1_1_is_refused_with_an_alert()
    {
        byte[] hello =
        [
            0x16, 0x03, 0x01, 0x00, 0x31, // a handshake record
            0x01, 0x00, 0x00, 0x2D, 0x03, 0x02, // a client hello of TLS 1.1
            .. Enumerable.Repeat((byte)7, 32), 0x00, // random, no session
            0x00, 0x04, 0xC0, 0x09, 0xC0, 0x0A, // ECDHE-ECDSA with AES-CBC, as of its time
            0x01, 0x00, 0x00, 0x00, // no compression, no extension
        ];
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port);
        await client.GetStream().WriteAsync(hello);
        var answer = new byte[64];
        var count = await client.GetStream().ReadAsync(answer).AsTask().WaitAsync(s_limit);
        // RFC 5246 §7.2: an alert (21), fatal (2), protocol_version (70).
        count.ShouldBe(7);
        (answer[0], answer[5], answer[6]).ShouldBe(((byte)21, (byte)2, (byte)70));
    }

    [Theory]
    [InlineData("h2,http/1.1", "h2")]
    [InlineData("http/1.1", "http/1.1")]
    [InlineData("", "")]
    public async Task Both_versions_of_HTTP_are_offered_and_the_newer_is_liked_better(string offered, string chosen)
    {
        await using var client = await ConnectAsync("a.test", alpn: offered);
        client.NegotiatedApplicationProtocol.ToString().ShouldBe(chosen);
    }

    [Fact]
    public async Task The_whole_chain_is_sent_so_that_the_root_alone_is_enough()
    {
        var builds = false;
        await using var client = await ConnectAsync("a.test", judge: (own, sent) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(_authority.Root);
            chain.ChainPolicy.ExtraStore.AddRange(sent);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            builds = chain.Build(own);
        });
        builds.ShouldBeTrue();
    }

    [Fact]
    public async Task OpenSSL_trusts_it_by_the_root_alone()
    {
        Assert.SkipUnless(OpenSsl.IsInstalled, "not installed: openssl");
        var root = _folder.Write("root.pem", _authority.Root.ExportCertificatePem());
        var (_, output) = await OpenSsl.RunAsync(
            "s_client", "-connect", $"127.0.0.1:{_port}", "-servername", "b.test", "-verify_hostname", "b.test", "-CAfile", root, "-no_ign_eof", "-alpn", "h2");
        output.ShouldContain("Verify return code: 0 (ok)");
        output.ShouldContain("ALPN protocol: h2");
        output.ShouldContain("Verified peername: b.test");
    }

    [Fact]
    public async Task A_renewed_certificate_is_seen_by_the_next_handshake_and_an_open_connection_goes_on()
    {
        await using var before = await ConnectAsync("a.test");
        (await AskAsync(before)).ShouldStartWith("HTTP/1.1 200 OK");
        var first = before.RemoteCertificate!.GetCertHashString();
        WriteFiles();
        _store.Look();
        await using var after = await ConnectAsync("a.test");
        after.RemoteCertificate!.GetCertHashString().ShouldNotBe(first);
        (await AskAsync(before)).ShouldStartWith("HTTP/1.1 200 OK");
        (await AskAsync(after)).ShouldStartWith("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task Handshakes_during_many_swaps_all_succeed()
    {
        using var over = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                WriteFiles();
                _store.Look();
            }
        });
        for (var i = 0; i < 20; i++)
        {
            await using var client = await ConnectAsync("b.test");
            (await AskAsync(client)).ShouldStartWith("HTTP/1.1 200 OK");
        }

        await over.CancelAsync();
        await swapping;
    }

    [Fact]
    public async Task Who_does_not_begin_is_hung_up_on_after_the_handshake_limit()
    {
        await _server.DisposeAsync();
        _store.Dispose();
        // Kestrel takes this time from the system's clock alone; its own default is as long as the test's limit.
        await StartAsync(TlsVersion.Tls12, TimeSpan.FromMilliseconds(50));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port);
        (await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(s_limit / 2)).ShouldBe(0);
    }

    private async ValueTask StartAsync(TlsVersion minVersion, TimeSpan handshake)
    {
        WriteFiles();
        _store = CertificateStore.Open(
            Settings() with { MinVersion = minVersion }, new CertificateStoreOptions { Time = new FakeTimeProvider(), Say = _ => { } }, out _)!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TlsEndpoint.Options(() => _store, handshake))));
        _server = builder.Build();
        _server.Run(context => context.Response.WriteAsync("hello"));
        await _server.StartAsync();
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _port = new Uri(addresses.Addresses.Single()).Port;
    }

    private void WriteFiles()
    {
        _folder.Write("a.pem", _authority.IssuePem("a.test"));
        _folder.Write("b.pem", _authority.IssuePem("b.test"));
    }

    private TlsSettings Settings() =>
        new() { Certificates = [new(Path.Combine(_folder.Path, "a.pem")), new(Path.Combine(_folder.Path, "b.pem"))] };

    private async Task<SslStream> ConnectAsync(
        string serverName, SslProtocols version = SslProtocols.None, string alpn = "http/1.1", Action<X509Certificate2, X509Certificate2Collection>? judge = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                EnabledSslProtocols = version,
                ApplicationProtocols = [.. alpn.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => new SslApplicationProtocol(name))],
                RemoteCertificateValidationCallback = (_, own, chain, _) =>
                {
                    judge?.Invoke((X509Certificate2)own!, chain!.ChainPolicy.ExtraStore);
                    return true;
                },
            }).WaitAsync(s_limit);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> AskAsync(SslStream stream)
    {
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n"u8.ToArray());
        var answer = new StringBuilder();
        var buffer = new byte[1024];
        // A chunked body ends with an empty chunk.
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer).AsTask().WaitAsync(s_limit);
            if (count == 0)
                break;
            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }
}
