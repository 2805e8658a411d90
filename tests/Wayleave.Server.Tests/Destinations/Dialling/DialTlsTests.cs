using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Dialling;

public sealed class DialTlsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(10));
    private readonly FakeTimeProvider _time = new();

    public DialTlsTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _limit.Dispose();
    }

    private Task<DialOutcome> DialAsync(string serverName, bool verify, CancellationToken cancel = default)
    {
        var names = new Names(NameSources.OfThisMachine(), _time);
        return new AppDialler(names, _time).DialTlsAsync(Some.Destination($"https://{_listener.LocalEndpoint}"), serverName, verify, cancel);
    }

    private async Task<(string? ServerName, IReadOnlyList<SslApplicationProtocol> Offered)> ServeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=app.test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var client = await _listener.AcceptTcpClientAsync(_limit.Token);
        await using var tls = new SslStream(client.GetStream());
        string? name = null;
        try
        {
            await tls.AuthenticateAsServerAsync(
                (_, hello, _, _) =>
                {
                    name = hello.ServerName;
                    return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = made, ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] });
                },
                null,
                _limit.Token);
            await tls.WriteAsync("hello"u8.ToArray(), _limit.Token);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like the certificate.
        }

        return (name, [tls.NegotiatedApplicationProtocol]);
    }

    [Fact]
    public async Task TLS_asks_for_the_name_given_and_for_HTTP_1_alone()
    {
        var serving = ServeAsync();
        var outcome = await DialAsync("app.test", verify: false);
        await using var stream = outcome.Tls.ShouldNotBeNull();
        var read = new byte[5];
        await stream.ReadExactlyAsync(read, _limit.Token);
        read.ShouldBe("hello"u8.ToArray());
        var (name, chosen) = await serving;
        name.ShouldBe("app.test");
        chosen.ShouldBe([SslApplicationProtocol.Http11]);
    }

    [Theory]
    [InlineData("app.test")]
    [InlineData("other.test")]
    public async Task A_certificate_that_does_not_hold_is_a_failure_with_its_reason(string serverName)
    {
        var serving = ServeAsync();
        var failure = (await DialAsync(serverName, verify: true)).Failure.ShouldNotBeNull();
        await serving;
        failure.Stage.ShouldBe(DialStage.Tls);
        failure.Kind.ShouldBe(DialFailureKind.Certificate);
        failure.Words.ShouldStartWith($"{_listener.LocalEndpoint}: the certificate does not hold: ");
        failure.Words.Contains("it is not for other.test or 127.0.0.1", StringComparison.Ordinal).ShouldBe(serverName == "other.test");
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", DialFailureKind.TlsRefused)]
    [InlineData("", DialFailureKind.Reset)]
    public async Task What_is_no_TLS_is_a_failure(string sent, object kind)
    {
        var dialling = DialAsync("app.test", verify: false);
        using (var client = await _listener.AcceptTcpClientAsync(_limit.Token))
        {
            // Its hello first: closing before that would be a reset, whose time is chance.
            await client.GetStream().ReadExactlyAsync(new byte[64], _limit.Token);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(sent), _limit.Token);
            client.Client.Shutdown(SocketShutdown.Send);
            var failure = (await dialling).Failure.ShouldNotBeNull();
            failure.Stage.ShouldBe(DialStage.Tls);
            failure.Kind.ShouldBe(kind);
        }
    }

    [Fact]
    public async Task A_handshake_that_gets_no_answer_is_given_up_after_five_seconds()
    {
        var dialling = DialAsync("app.test", verify: false);
        using var client = await _listener.AcceptTcpClientAsync(_limit.Token);
        await client.GetStream().ReadExactlyAsync(new byte[64], _limit.Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        (await dialling).Failure.ShouldNotBeNull().Kind.ShouldBe(DialFailureKind.TimedOut);
    }
}
