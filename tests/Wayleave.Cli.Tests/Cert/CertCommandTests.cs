using System.Net;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Cli.CommandLine;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Tls;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Cli.Tests.Cert;

public sealed class CertCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new("cert");
    private readonly Terminal _terminal = new();
    private readonly FakeTimeProvider _time = new();

    private string CertFile => Path.Combine(_folder.Path, "cert.pem");

    private string KeyFile => Path.Combine(_folder.Path, "key.pem");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Make_writes_a_certificate_for_its_names_and_days_and_a_key_for_its_owner()
    {
        (await RunAsync("cert", "make", "--name", "App.test", "--name", "192.0.2.1", "--days", "30", "--out", _folder.Path)).ShouldBe(0);
        _terminal.Output.ShouldBe($"{CertFile}: for app.test, 192.0.2.1, 30 days\n{KeyFile}: its private key, for its owner's eyes only\n");
        using var loaded = CertificateReader.Read(new CertificateSettings(CertFile, KeyFile), out _);
        loaded!.Names.ShouldBe(["app.test", "192.0.2.1"]);
        loaded.Certificate.NotAfter.ToUniversalTime().ShouldBe(_time.GetUtcNow().UtcDateTime.AddDays(30));
        (await File.ReadAllTextAsync(CertFile)).ShouldNotContain("PRIVATE");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("cert.pem")]
    [InlineData("key.pem")]
    public async Task Make_replaces_nothing_unless_told_to(string there)
    {
        var path = _folder.Write(there, "precious");
        (await RunAsync("cert", "make", "--out", _folder.Path)).ShouldBe(2);
        _terminal.Error.ShouldContain($"{path} is there already; --force replaces it");
        Directory.GetFiles(_folder.Path).ShouldBe([path]);
        (await File.ReadAllTextAsync(path)).ShouldBe("precious");
        (await RunAsync("cert", "make", "--out", _folder.Path, "--force")).ShouldBe(0);
        (await File.ReadAllTextAsync(path)).ShouldStartWith("-----BEGIN ");
    }

    [Theory]
    [InlineData("824", false)]
    [InlineData("825", true)]
    public async Task Make_warns_of_a_life_that_Apple_refuses(string days, bool warns)
    {
        (await RunAsync("cert", "make", "--out", _folder.Path, "--days", days)).ShouldBe(0);
        _terminal.Error.Contains("Apple").ShouldBe(warns);
        using var made = X509CertificateLoader.LoadCertificateFromFile(CertFile);
        (made.NotAfter - made.NotBefore > TimeSpan.FromDays(SelfSigned.MostDays)).ShouldBe(warns);
    }

    [Theory]
    [InlineData("say what to do: make or show", "cert")]
    [InlineData("there is no command 'wayleave cert mkae'; did you mean make?", "cert", "mkae")]
    [InlineData("there is no option --nmae; did you mean --name?", "cert", "make", "--nmae", "x")]
    [InlineData("--name: 'https://x' is not a name; write app.example", "cert", "make", "--name", "https://x")]
    [InlineData("--days: '0' is not a number of days", "cert", "make", "--days", "0")]
    [InlineData("--days: 'ten' is not a number of days", "cert", "make", "--days", "ten")]
    [InlineData("there is no file none.pem; for a server write HOST:PORT", "cert", "show", "none.pem")]
    [InlineData("there is no file a/b", "cert", "show", "a/b")]
    [InlineData("there is no file app", "cert", "show", "app")]
    [InlineData("is spoken without TLS, so there is no certificate; write wss://", "cert", "show", "ws://app.test/")]
    [InlineData("--password-file: there is no file none", "cert", "show", "x.pfx", "--password-file", "none")]
    [InlineData("there is no home folder", "cert", "show")]
    public async Task What_is_wrong_is_told_and_the_status_is_2(string expected, params string[] args)
    {
        (await RunAsync(args)).ShouldBe(2);
        _terminal.Error.ShouldContain(expected);
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Show_tells_all_of_a_file_and_counts_the_days()
    {
        await RunAsync("cert", "make", "--name", "app.test", "--days", "30", "--out", _folder.Path);
        using var made = X509CertificateLoader.LoadCertificateFromFile(CertFile);
        var shown = await ShowAsync(CertFile, 0);
        shown.ShouldBe(
            $"""
            {CertFile}
              subject   O="Wayleave, self-signed", CN=app.test
              names     app.test
              issuer    itself
              valid     2025-12-31 to 2026-01-31, 30 days left
              key       ECDSA, P-256
              SHA-256   {string.Join(':', made.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).Chunk(2).Select(pair => new string(pair)))}

            """);
        _time.Advance(TimeSpan.FromDays(32));
        (await ShowAsync(CertFile, 1)).ShouldContain("ended 2 days ago");
    }

    [Fact]
    public async Task Show_reads_a_PFX_with_its_password_from_a_file()
    {
        await RunAsync("cert", "make", "--name", "app.test", "--out", _folder.Path);
        using var made = X509Certificate2.CreateFromPemFile(CertFile, KeyFile);
        var pfx = Path.Combine(_folder.Path, "c.pfx");
        await File.WriteAllBytesAsync(pfx, made.Export(X509ContentType.Pfx, "open"));
        (await RunAsync("cert", "show", pfx)).ShouldBe(2);
        _terminal.Error.ShouldContain("is locked with a password");
        var shown = await ShowAsync(pfx, 0, "--password-file", _folder.Write("password", "open\n"));
        shown.ShouldStartWith($"{pfx}, with its private key\n");
        shown.ShouldContain("names     app.test\n");
    }

    [Fact]
    public async Task Show_alone_shows_the_one_that_serve_keeps_and_where()
    {
        _terminal.Environment["XDG_STATE_HOME"] = _folder.Path;
        var kept = Path.Combine(_folder.Path, "wayleave", "self-signed.pem");
        (await RunAsync("cert", "show")).ShouldBe(2);
        _terminal.Error.ShouldContain($"serve has made no certificate yet; it will keep it in {kept}");

        var (certificate, key) = SelfSigned.Make(["localhost"], SelfSigned.DefaultDays, _time);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        await File.WriteAllTextAsync(kept, certificate + key);
        (await ShowAsync(null, 0)).ShouldStartWith($"{kept}, with its private key\n");
    }

    [Theory]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("https://127.0.0.1:{0}/path")]
    [InlineData("wss://127.0.0.1:{0}/ws")]
    public async Task Show_asks_a_server_and_says_what_browsers_hold_against_it(string what)
    {
        var (certificate, key) = SelfSigned.Make(["app.test"], SelfSigned.DefaultDays, _time);
        using var loaded = CertificateReader.Read(new CertificateSettings(_folder.Write("all.pem", certificate + key)), out _);
        await using var server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Certificate = loaded!.CreateContext() });
        var shown = await ShowAsync(string.Format(null, what, server.EndPoint.Port), 1);
        shown.ShouldStartWith($"{server.EndPoint} at {server.EndPoint}, TLS 1.3\n");
        shown.ShouldContain("names     app.test\n");
        shown.ShouldContain("browsers  refuse it: it is for other names; it vouches for itself\n");
    }

    [Fact]
    public async Task Show_of_a_server_without_TLS_says_what_it_speaks()
    {
        await using var server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        (await RunAsync("cert", "show", server.EndPoint.ToString())).ShouldBe(2);
        _terminal.Error.ShouldContain("what came is not TLS but plain HTTP");
    }

    private Task<int> RunAsync(params string[] args) => Launch.RunAsync(args, _terminal.Surroundings with { Time = _time });

    private async Task<string> ShowAsync(string? what, int expectedStatus, params string[] more)
    {
        var before = _terminal.Output.Length;
        (await RunAsync(["cert", "show", .. what is null ? Array.Empty<string>() : [what], .. more])).ShouldBe(expectedStatus, _terminal.Error);
        return _terminal.Output[before..];
    }
}
