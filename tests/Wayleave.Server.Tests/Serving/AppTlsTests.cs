using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.Server.Tests.Tls;

namespace Wayleave.Server.Tests.Serving;

/// <summary>Apps over TLS: the public Host is kept and asked for, and a certificate for it will do as well as one for the destination's own name.</summary>
public sealed class AppTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("a.test", false, 200)]
    [InlineData("localhost", false, 200)]
    [InlineData("other.test", false, 502)]
    [InlineData("a.test", true, 101)]
    [InlineData("localhost", true, 101)]
    [InlineData("other.test", true, 502)]
    public async Task A_certificate_for_the_public_name_or_for_the_own_one_holds_and_no_other(string name, bool upgrade, int status)
    {
        await using var app = App(name);
        await using var gateway = await Served.BeforeAsync([$"https://localhost:{app.Port}"], options: Trusting(_authority.Root));

        (await Served.StatusAsync(gateway.Urls[0], (upgrade ? AbuseRow.Handshake : AbuseRow.Plain) + "\r\n")).ShouldBe(status);

        app.ServerName.ShouldBe("a.test");
        app.Seen.Count.ShouldBe(status == 502 ? 0 : 1);
        app.Seen.ShouldAllBe(seen => seen.Contains("\r\nHost: a.test\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_for_the_own_name_that_nobody_trusts_does_not_hold(bool upgrade)
    {
        using var stranger = new TestAuthority();
        await using var app = App("localhost");
        await using var gateway = await Served.BeforeAsync([$"https://localhost:{app.Port}"], options: Trusting(stranger.Root));

        (await Served.StatusAsync(gateway.Urls[0], (upgrade ? AbuseRow.Handshake : AbuseRow.Plain) + "\r\n")).ShouldBe(502);
        app.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_health_check_takes_the_own_name_too()
    {
        await using var app = App("localhost");
        await using var gateway = await Served.BeforeAsync(
            [$"https://localhost:{app.Port}"], route: route => route with { Host = new HostPolicy(HostKind.Named, "a.test"), Health = new HealthSettings { Path = "/up" } },
            options: Trusting(_authority.Root));

        await app.RequestAsync();
        app.Seen[0].ShouldStartWith("GET /up HTTP/1.1\r\n");
    }

    [Fact]
    public async Task Where_nothing_is_checked_any_certificate_will_do()
    {
        await using var app = App("other.test");
        await using var gateway = await Served.BeforeAsync([$"https://localhost:{app.Port}"], route: route => route with { VerifyTls = false });

        (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Plain + "\r\n")).ShouldBe(200);
        (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n")).ShouldBe(101);
    }

    private RecordingApp App(string name) =>
        new(tls: SslStreamCertificateContext.Create(_authority.Issue(name).Certificate, [_authority.Intermediate], offline: true));

    private static GatewayOptions Trusting(X509Certificate2 root)
    {
        var roots = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        roots.CustomTrustStore.Add(root);
        return new GatewayOptions { Log = TextWriter.Null, AppRoots = roots };
    }
}
