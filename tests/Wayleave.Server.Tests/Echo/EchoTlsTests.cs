using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Wayleave.Server.Echo;

namespace Wayleave.Server.Tests.Echo;

public sealed class EchoTlsTests
{
    [Fact]
    public async Task Over_TLS_it_says_so_and_ends_in_order()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=echo.test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Certificate = SslStreamCertificateContext.Create(certificate, null, offline: true) });
        server.Url.ShouldStartWith("https://127.0.0.1:");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint, limit.Token);
        await using var tls = new SslStream(client.GetStream(), false, (_, sent, _, _) => sent?.Subject == "CN=echo.test");
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "echo.test" }, limit.Token);
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: echo.test\r\nConnection: close\r\n\r\n"u8.ToArray(), limit.Token);
        using var answer = new MemoryStream();
        await tls.CopyToAsync(answer, limit.Token);

        var text = Encoding.Latin1.GetString(answer.ToArray());
        text.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        text.ShouldEndWith("\"tls\":true}");
    }
}
