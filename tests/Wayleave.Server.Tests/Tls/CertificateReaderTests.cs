using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tls;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

public sealed class CertificateReaderTests : IDisposable
{
    private static readonly PbeParameters s_encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly ScratchFolder _folder = new("certificates");
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("one file", false)]
    [InlineData("one file", true)]
    [InlineData("two files", false)]
    [InlineData("two files", true)]
    [InlineData("old labels", false)]
    [InlineData("old labels", true)]
    [InlineData("encrypted", false)]
    [InlineData("encrypted", true)]
    [InlineData("chain first", false)]
    [InlineData("words around", false)]
    [InlineData("PFX", false)]
    [InlineData("PFX", true)]
    [InlineData("PFX without a password", false)]
    public void Every_form_of_file_gives_certificate_key_and_chain(string form, bool rsa)
    {
        var (certificate, key) = _authority.Issue("a.test", rsa);
        var (own, chain, pem) = (certificate.ExportCertificatePem() + "\n", _authority.ChainPem, key.ExportPkcs8PrivateKeyPem() + "\n");
        var oldKey = key is RSA r ? r.ExportRSAPrivateKeyPem() : "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ((ECDsa)key).ExportECPrivateKeyPem();
        var settings = form switch
        {
            "one file" => new CertificateSettings(_folder.Write("all.pem", own + chain + pem)),
            "two files" => new(_folder.Write("c.pem", own + chain), _folder.Write("k.pem", pem)),
            "old labels" => new(_folder.Write("c.pem", own + chain), _folder.Write("k.pem", oldKey)),
            "encrypted" => new(_folder.Write("c.pem", own + chain), _folder.Write("k.pem", key.ExportEncryptedPkcs8PrivateKeyPem("open", s_encryption)), "open"),
            "chain first" => new(_folder.Write("all.pem", pem + chain + own)),
            "words around" => new(_folder.Write("all.pem", "subject=é\r\n" + own.ReplaceLineEndings("\r\n") + "\r\nissuer\r\n" + chain + pem + "the end")),
            "PFX" => Pfx("open"),
            _ => Pfx(null),
        };

        using var loaded = CertificateReader.Read(settings, out var problem);
        problem.ShouldBeNull();
        loaded.ShouldNotBeNull();
        loaded.Certificate.RawData.ShouldBe(certificate.RawData);
        loaded.Certificate.HasPrivateKey.ShouldBeTrue();
        loaded.Names.ShouldBe(["a.test"]);
        loaded.Chain.Single().RawData.ShouldBe(_authority.Intermediate.RawData);
        certificate.Dispose();
        key.Dispose();

        CertificateSettings Pfx(string? password)
        {
            var path = Path.Combine(_folder.Path, "all.pfx");
            using var bare = X509CertificateLoader.LoadCertificate(_authority.Intermediate.RawData);
            File.WriteAllBytes(path, new X509Certificate2Collection { certificate, bare }.Export(X509ContentType.Pfx, password)!);
            return new CertificateSettings(path, Password: password);
        }
    }

    [Theory]
    [InlineData("missing", "there is no such file")]
    [InlineData("missing key", "there is no such file")]
    [InlineData("folder", "is a folder")]
    [InlineData("empty", "holds no certificate")]
    [InlineData("noise", "holds no certificate")]
    [InlineData("too long", "is longer than 1 MiB")]
    [InlineData("key only", "holds no certificate")]
    [InlineData("no key", "holds no private key")]
    [InlineData("half a key", "holds no private key")]
    [InlineData("broken certificate", "holds a certificate that cannot be read")]
    [InlineData("broken key", "holds a private key that cannot be read")]
    [InlineData("other key", "the private key does not belong to the certificate in ")]
    [InlineData("key of another kind", "the private key does not belong to the certificate")]
    [InlineData("password missing", "the private key is encrypted; give its password")]
    [InlineData("password wrong", "the password does not open the private key")]
    [InlineData("old encryption", "encrypted in a way of old")]
    [InlineData("Ed25519", "a kind that is not served (Ed25519)")]
    [InlineData("DER", "is a certificate in DER; write it as PEM")]
    [InlineData("PFX password missing", "is locked with a password; give its password")]
    [InlineData("PFX password wrong", "the password does not open it; give the right one")]
    [InlineData("PFX without a key", "holds no private key")]
    [InlineData("PFX cut off", "")]
    public void What_is_wrong_with_a_file_is_told(string what, string expected)
    {
        var (certificate, key) = _authority.Issue("a.test");
        using var ownCertificate = certificate;
        using var ownKey = key;
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var (own, pem) = (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
        var locked = key.ExportEncryptedPkcs8PrivateKeyPem("open", s_encryption);
        var settings = what switch
        {
            "missing" => new CertificateSettings(Path.Combine(_folder.Path, "none")),
            "missing key" => new(_folder.Write("c.pem", own), Path.Combine(_folder.Path, "none")),
            "folder" => new(_folder.Path),
            "empty" => new(_folder.Write("c.pem", "")),
            "noise" => new(_folder.Write("c.pem", "noise \u0001")),
            "too long" => new(_folder.Write("c.pem", own + pem + new string('\n', 1 << 20))),
            "key only" => new(_folder.Write("c.pem", pem)),
            "no key" => new(_folder.Write("c.pem", own)),
            "half a key" => new(_folder.Write("c.pem", own + pem[..100])),
            "broken certificate" => new(_folder.Write("c.pem", PemEncoding.WriteString("CERTIFICATE", certificate.RawData.AsSpan(0, 90)) + "\n" + pem)),
            "broken key" => new(_folder.Write("c.pem", own + PemEncoding.WriteString("PRIVATE KEY", "0\u0003\u0002\u0001\0"u8))),
            "other key" => new(_folder.Write("c.pem", own), _folder.Write("k.pem", otherKey.ExportPkcs8PrivateKeyPem())),
            "key of another kind" => new(_folder.Write("c.pem", own + rsa.ExportPkcs8PrivateKeyPem())),
            "password missing" => new(_folder.Write("c.pem", own + locked)),
            "password wrong" => new(_folder.Write("c.pem", own + locked), Password: "sesame"),
            "old encryption" => new(_folder.Write("c.pem", own), _folder.Write("k.pem", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n")),
            "Ed25519" => new(_folder.Write("c.pem", own + "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n")),
            "DER" => Binary(certificate.RawData),
            "PFX password missing" => Binary(certificate.Export(X509ContentType.Pfx, "open")),
            "PFX password wrong" => Binary(certificate.Export(X509ContentType.Pfx, "open")) with { Password = "sesame" },
            "PFX without a key" => Binary(X509CertificateLoader.LoadCertificate(certificate.RawData).Export(X509ContentType.Pfx)),
            _ => Binary(certificate.Export(X509ContentType.Pfx, "open").AsSpan(0, 200)),
        };

        CertificateReader.Read(settings, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull();
        problem.ToString().ShouldContain(expected);
        problem.File.ShouldBeOneOf(settings.File, settings.KeyFile);
        problem.Remedy.ShouldNotBeEmpty();
        problem.ToString().ShouldNotContain("sesame");

        CertificateSettings Binary(ReadOnlySpan<byte> bytes)
        {
            var path = Path.Combine(_folder.Path, "file");
            File.WriteAllBytes(path, bytes);
            return new CertificateSettings(path);
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_a_problem_and_never_an_exception()
    {
        var whole = _authority.IssuePem("a.test");
        // The last line end may be missing.
        for (var length = 0; length < whole.Length - 1; length += 7)
        {
            using var loaded = CertificateReader.Read(new CertificateSettings(_folder.Write("c.pem", whole[..length])), out var problem);
            loaded.ShouldBeNull();
            problem.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Certificates_alone_are_read_from_every_form_without_a_key()
    {
        var (certificate, key) = _authority.Issue("a.test");
        using var ownCertificate = certificate;
        using var ownKey = key;
        var der = Path.Combine(_folder.Path, "c.der");
        File.WriteAllBytes(der, certificate.RawData);
        Count(_folder.Write("c.pem", certificate.ExportCertificatePem() + "\n" + _authority.ChainPem)).ShouldBe(2);
        Count(der).ShouldBe(1);
        Count(_folder.Write("noise", "noise")).ShouldBe(0);

        static int Count(string path)
        {
            var certificates = CertificateReader.ReadPublic(new CertificateSettings(path), out var problem);
            (problem is null).ShouldBe(certificates.Length > 0);
            return certificates.Length;
        }
    }
}
