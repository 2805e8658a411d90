using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Server.Tls;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

public sealed class SelfSignedTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_is_for_its_names_a_server_only_and_no_longer_than_Apple_takes()
    {
        var (pem, key) = SelfSigned.Make([.. SelfSigned.LocalNames("Box"), "*.example.com", "192.0.2.7"], SelfSigned.DefaultDays, _time);
        using var certificate = X509Certificate2.CreateFromPem(pem, key);
        CertificateNames.Of(certificate).ShouldBe(["localhost", "box", "*.example.com", "127.0.0.1", "::1", "192.0.2.7"], ignoreOrder: true);
        certificate.Subject.ShouldContain("CN=localhost");
        certificate.NotBefore.ToUniversalTime().ShouldBe(_time.GetUtcNow().UtcDateTime.AddDays(-1));
        (certificate.NotAfter - certificate.NotBefore).ShouldBeLessThan(TimeSpan.FromDays(SelfSigned.MostDays));
        certificate.GetECDsaPrivateKey()!.KeySize.ShouldBe(256);
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages[0].Value.ShouldBe("1.3.6.1.5.5.7.3.1");
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.ShouldBeFalse();
    }

    [Fact]
    public void A_machine_without_a_proper_name_has_the_local_names_alone() =>
        SelfSigned.LocalNames("my box!").ShouldBe(["localhost", "127.0.0.1", "::1"]);

    [Fact]
    public void A_name_too_long_to_be_common_is_among_the_others()
    {
        var name = string.Join('.', Enumerable.Repeat("label", 20));
        var (pem, key) = SelfSigned.Make([name], 10, _time);
        using var certificate = X509Certificate2.CreateFromPem(pem, key);
        CertificateNames.Of(certificate).ShouldBe([name]);
        certificate.GetNameInfo(X509NameType.SimpleName, false).ShouldBe("wayleave");
    }

    [Fact]
    public async Task OpenSSL_takes_it_at_its_strictest_for_each_of_its_names()
    {
        Assert.SkipUnless(OpenSsl.IsInstalled, "not installed: openssl");
        using var folder = new ScratchFolder("self-signed");
        var (pem, key) = SelfSigned.Make([.. SelfSigned.LocalNames("box")], SelfSigned.DefaultDays, TimeProvider.System);
        var (file, keyFile) = (folder.Write("c.pem", pem), folder.Write("k.pem", key));
        foreach (var (kind, name) in new[] { ("hostname", "localhost"), ("hostname", "box"), ("ip", "127.0.0.1"), ("ip", "::1") })
        {
            var (status, output) = await OpenSsl.RunAsync("verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", file, $"-verify_{kind}", name, file);
            (status, output).ShouldBe((0, $"{file}: OK\n"));
        }

        (await OpenSsl.RunAsync("verify", "-CAfile", file, "-verify_hostname", "other.test", file)).Status.ShouldNotBe(0);
        (await OpenSsl.RunAsync("pkey", "-in", keyFile, "-check", "-noout")).Status.ShouldBe(0);
    }

    [Theory]
    [InlineData("App.Example", "app.example")]
    [InlineData("app.example.", "app.example")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("my_app", "my_app")]
    [InlineData("[::1]", "::1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void A_name_is_spelled_as_certificates_spell_it(string text, string expected)
    {
        CertificateNames.TryRead(text, out var name).ShouldBeTrue();
        name.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("*")]
    [InlineData("a.*.b")]
    [InlineData("-a.b")]
    [InlineData("a b")]
    [InlineData("https://a.b")]
    [InlineData("a.b:443")]
    public void What_is_no_name_is_refused(string text) => CertificateNames.TryRead(text, out _).ShouldBeFalse();
}
