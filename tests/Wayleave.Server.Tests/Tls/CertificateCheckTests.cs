using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;
using Wayleave.Server.Tests.Configuration;
using Wayleave.Server.Tls;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

public sealed class CertificateCheckTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestAuthority _authority = new();
    private readonly ScratchFolder _folder = new("certificate-check");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(-10, -1, "the certificate ended on 2026-05-31; browsers refuse it; renew it")]
    [InlineData(1, 10, "the certificate holds only from 2026-06-02 on; until then browsers refuse it; check this machine's clock")]
    [InlineData(-10, 1, null)]
    public void A_certificate_must_hold_now(int firstDay, int lastDay, string? problem)
    {
        var file = _folder.Write("a.pem", _authority.IssuePem("a.test", s_now.AddDays(firstDay), s_now.AddDays(lastDay)));
        (CertificateCheck.Of(new CertificateSettings(file), s_now)?.ToString()).ShouldBe(problem is null ? null : $"{file}: {problem}");
    }

    // The first is good, the second no certificate, the third has the key of another, the fourth none.
    [Fact]
    public void Each_certificate_that_cannot_be_served_is_told_at_its_place_in_the_settings()
    {
        var (good, other) = (_authority.IssuePem("a.test"), _authority.IssuePem("b.test"));
        _folder.Write("good.pem", good);
        _folder.Write("none.pem", "nothing");
        _folder.Write("other.key", other[other.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)..]);
        _folder.Write("bare.pem", good[..good.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)]);
        Errors("""
            tls:
              certificates:
                - good.pem
                - none.pem
                - { certificate: good.pem, key: other.key }
                - certificate: bare.pem
            """).ShouldBe(
            [
                "w.yaml:5:7: tls.certificates[1]: {folder}/none.pem: holds no certificate; give a PEM file with -----BEGIN CERTIFICATE----- in it, or a PFX",
                "w.yaml:6:37: tls.certificates[2].key: {folder}/other.key: the private key does not belong to the certificate in {folder}/good.pem; name the key that the certificate was made with",
                "w.yaml:7:20: tls.certificates[3].certificate: {folder}/bare.pem: holds no private key; name the key's file, or put the key behind the certificate (-----BEGIN PRIVATE KEY-----)",
            ]);
    }

    [Theory]
    [InlineData("tls: { certificates: none.pem }", "w.yaml:2:22: tls.certificates[0]: {folder}/none.pem: holds no certificate")]
    [InlineData("tls: { certificates: { certificate: none.pem } }", "w.yaml:2:37: tls.certificates.certificate: {folder}/none.pem: holds no certificate")]
    [InlineData("tls: { certificates: { certificate: none.pem, key: gone.pem } }", "w.yaml:2:52: tls.certificates.key: there is no file {folder}/gone.pem")]
    [InlineData("tls: { certificates: gone.pem }", "w.yaml:2:22: tls.certificates: there is no file {folder}/gone.pem")]
    public void A_single_one_is_told_once(string line, string begins)
    {
        _folder.Write("none.pem", "nothing");
        Errors(line).ShouldHaveSingleItem().ShouldStartWith(begins);
    }

    [Fact]
    public void None_is_opened_unless_it_is_asked_for()
    {
        _folder.Write("none.pem", "nothing");
        Read("tls: { certificates: none.pem }", new ReadingWorld { Environment = _ => null }).Errors.ShouldBeEmpty();
    }

    private string[] Errors(string lines) =>
        [.. Read(lines, new ReadingWorld { Environment = _ => null, Certificate = one => CertificateCheck.Of(one, s_now) })
            .Errors.Select(error => error.ToString().Replace(_folder.Path + "/w.yaml", "w.yaml").Replace(_folder.Path, "{folder}"))];

    private SettingsReading Read(string lines, ReadingWorld world) => SettingsReader.Read(Reading.Route + lines, Path.Combine(_folder.Path, "w.yaml"), world);
}
