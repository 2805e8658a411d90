using Wayleave.Server.Configuration;
using Wayleave.Server.Tls;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

public sealed class CertificateStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new("store");
    private readonly TestAuthority _authority = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<TlsNotice> _notices = [];

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("a.test", "a.test")]
    [InlineData("A.TEST", "a.test")]
    [InlineData("a.test.", "a.test")]
    [InlineData("x.b.test", "*.b.test")]
    [InlineData("own.b.test", "own.b.test")]
    [InlineData("y.x.b.test", "a.test")]
    [InlineData("b.test", "a.test")]
    [InlineData(".b.test", "a.test")]
    [InlineData("other.test", "a.test")]
    [InlineData("", "a.test")]
    [InlineData(null, "a.test")]
    [InlineData("bücher.test", "xn--bcher-kva.test")]
    [InlineData("xn--bcher-kva.test", "xn--bcher-kva.test")]
    public void The_own_name_goes_first_then_the_wildcard_then_the_first_certificate(string? serverName, string expected)
    {
        using var store = Open(Settings("a.test", "*.b.test", "own.b.test", "xn--bcher-kva.test"));
        var chosen = store.Current.For(serverName).ServerCertificateContext!.TargetCertificate;
        CertificateNames.Of(chosen).ShouldBe([expected]);
    }

    [Theory]
    [InlineData(TlsVersion.Tls12, "Tls12, Tls13")]
    [InlineData(TlsVersion.Tls13, "Tls13")]
    public void No_version_below_the_oldest_allowed_is_spoken(TlsVersion oldest, string expected)
    {
        using var store = Open(Settings("a.test") with { MinVersion = oldest });
        store.Current.For(null).EnabledSslProtocols.ToString().ShouldBe(expected);
    }

    [Fact]
    public void The_handshake_itself_says_which_versions_of_HTTP_it_speaks()
    {
        // Without, Kestrel would write its own into the options, which all listeners share.
        using var store = Open(Settings("a.test"));
        store.Current.For(null).ApplicationProtocols!.Select(protocol => protocol.ToString()).ShouldBe(["h2", "http/1.1"]);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_nothing_is_served()
    {
        var settings = Settings("a.test");
        settings = settings with { Certificates = [.. settings.Certificates, new("/none/1.pem"), new(_folder.Write("2.pem", "x"))] };
        CertificateStore.Open(settings, Options(), out var problems).ShouldBeNull();
        problems.Select(problem => problem.File).ShouldBe(["/none/1.pem", Path.Combine(_folder.Path, "2.pem")]);
    }

    [Fact]
    public void A_renewed_file_is_seen_at_the_next_poll_and_told_once()
    {
        using var store = Open(Settings("a.test"));
        var before = store.Current;
        _folder.Write("a.test.pem", _authority.IssuePem("new.test"));
        _time.Advance(CertificateStore.PollInterval - TimeSpan.FromTicks(1));
        Served(store).ShouldBe("a.test");
        _time.Advance(TimeSpan.FromTicks(1));
        Served(store).ShouldBe("new.test");
        CertificateNames.Of(before.For(null).ServerCertificateContext!.TargetCertificate).ShouldBe(["a.test"]);
        before.Certificates[0].Certificate.HasPrivateKey.ShouldBeTrue("a handshake under way still needs it");
        _time.Advance(CertificateStore.PollInterval);
        _notices.Single().ShouldBe(new TlsNotice(false, $"{Path.Combine(_folder.Path, "a.test.pem")}: read again; it is for new.test until 2049-01-01"));
    }

    [Theory]
    [InlineData("half")]
    [InlineData("gone")]
    [InlineData("key of another")]
    public void A_file_that_is_no_good_keeps_the_old_certificate_and_is_told_once(string what)
    {
        using var store = Open(Settings("a.test"));
        var path = Path.Combine(_folder.Path, "a.test.pem");
        var good = _authority.IssuePem("new.test");
        switch (what)
        {
            case "half":
                File.WriteAllText(path, good[..(good.Length / 2)]);
                break;
            case "gone":
                File.Delete(path);
                break;
            default:
                File.WriteAllText(path, good[..good.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)] + _authority.IssuePem("other.test")[^300..]);
                break;
        }

        _time.Advance(CertificateStore.PollInterval * 3);
        Served(store).ShouldBe("a.test");
        _notices.Single().IsWarning.ShouldBeTrue();
        _notices[0].Text.ShouldStartWith(path + ": ");
        _notices[0].Text.ShouldEndWith("the certificate read before stays in use");

        File.WriteAllText(path, good);
        _time.Advance(CertificateStore.PollInterval);
        Served(store).ShouldBe("new.test");
    }

    [Fact]
    public void One_bad_file_does_not_hold_back_another()
    {
        using var store = Open(Settings("a.test", "b.test"));
        _folder.Write("a.test.pem", "x");
        _folder.Write("b.test.pem", _authority.IssuePem("new.test"));
        store.Look();
        store.Current.Certificates.Select(certificate => certificate.Names.Single()).ShouldBe(["a.test", "new.test"]);
    }

    [Fact]
    public void Nothing_changed_keeps_the_very_same_set_with_its_sessions()
    {
        using var store = Open(Settings("a.test"));
        var before = store.Current;
        _time.Advance(CertificateStore.PollInterval * 2);
        store.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public void Other_settings_are_served_at_once_or_not_at_all()
    {
        using var store = Open(Settings("a.test"));
        var before = store.Current;
        store.TryReload(new TlsSettings { Certificates = [new("/none.pem")] }).Single().File.ShouldBe("/none.pem");
        store.Current.ShouldBeSameAs(before);

        store.TryReload(Settings("b.test") with { MinVersion = TlsVersion.Tls13 }).ShouldBeEmpty();
        Served(store).ShouldBe("b.test");
        store.Current.For(null).EnabledSslProtocols.ToString().ShouldBe("Tls13");
        _folder.Write("b.test.pem", _authority.IssuePem("new.test"));
        _time.Advance(CertificateStore.PollInterval);
        Served(store).ShouldBe("new.test");
        store.Current.For(null).EnabledSslProtocols.ToString().ShouldBe("Tls13");
    }

    [Fact]
    public void From_none_to_self_signed_and_back_again_by_reload()
    {
        using var store = Open(new TlsSettings { StateFolder = Path.Combine(_folder.Path, "state") });
        store.Current.Certificates.Single().Names.ShouldContain("localhost");
        store.TryReload(Settings("a.test")).ShouldBeEmpty();
        Served(store).ShouldBe("a.test");
    }

    [Fact]
    public void A_self_signed_one_is_renewed_while_the_server_runs()
    {
        using var store = Open(new TlsSettings { StateFolder = _folder.Path });
        var first = store.Current.Certificates[0];
        _time.Advance(CertificateStore.PollInterval);
        store.Current.Certificates[0].ShouldBeSameAs(first);
        // One near its end stands in for two years of polls.
        File.WriteAllText(StateFolder.SelfSignedFile(_folder.Path), string.Concat(Pem("2025-12-20", 20)));
        _time.Advance(CertificateStore.PollInterval);
        store.Current.Certificates[0].Certificate.NotAfter.ToUniversalTime().ShouldBeGreaterThan(_time.GetUtcNow().UtcDateTime.AddDays(800));

        static string[] Pem(string from, int days)
        {
            var (certificate, key) = SelfSigned.Make(["localhost"], days, new FakeTimeProvider(DateTimeOffset.Parse(from + "Z")));
            return [certificate, key];
        }
    }

    [Theory]
    [InlineData("2026-01-09", null)]
    [InlineData("2026-01-07", "the certificate ends on 2026-01-07; renew it")]
    [InlineData("2025-12-31", "the certificate ended on 2025-12-31: browsers refuse it; renew it")]
    public void A_certificate_near_its_end_is_served_with_a_warning(string end, string? expected)
    {
        var file = _folder.Write("a.pem", _authority.IssuePem("a.test", end: DateTimeOffset.Parse(end + "Z")));
        using var store = Open(new TlsSettings { Certificates = [new(file)] });
        Served(store).ShouldBe("a.test");
        _notices.Select(notice => notice.Text).ShouldBe(expected is null ? [] : [$"{file}: {expected}"]);
        _time.Advance(CertificateStore.PollInterval);
        _notices.Count.ShouldBe(expected is null ? 0 : 1);
    }

    [Fact]
    public void An_end_that_comes_while_the_server_runs_is_told_too()
    {
        var file = _folder.Write("a.pem", _authority.IssuePem("a.test", begin: _time.GetUtcNow().AddMinutes(1), end: _time.GetUtcNow().AddMinutes(2)));
        using var store = Open(new TlsSettings { Certificates = [new(file)] });
        _notices.Single().Text.ShouldContain("holds only from 2026-01-01 on");
        _time.Advance(TimeSpan.FromMinutes(3));
        _notices.Select(notice => notice.Text[(file.Length + 2)..].Split(':', ';')[0]).ShouldBe(
            ["the certificate holds only from 2026-01-01 on", "the certificate ends on 2026-01-01", "the certificate ended on 2026-01-01"]);
    }

    [Fact]
    public void After_the_end_nothing_is_looked_at_any_more()
    {
        var store = Open(Settings("a.test"));
        store.Dispose();
        store.Dispose();
        _time.WaitingTimers.ShouldBe(0);
        _folder.Write("a.test.pem", _authority.IssuePem("new.test"));
        store.Look();
        Served(store).ShouldBe("a.test");
    }

    private static string Served(CertificateStore store) =>
        CertificateNames.Of(store.Current.For(null).ServerCertificateContext!.TargetCertificate).Single();

    private TlsSettings Settings(params string[] names) => new()
    {
        Certificates = [.. names.Select(name => new CertificateSettings(_folder.Write($"{name.Replace('*', '_')}.pem", _authority.IssuePem(name))))],
    };

    private CertificateStore Open(TlsSettings settings) =>
        CertificateStore.Open(settings, Options(), out var problems) ?? throw new InvalidOperationException(string.Join('\n', problems));

    private CertificateStoreOptions Options() => new()
    {
        Time = _time,
        Say = notice =>
        {
            lock (_notices)
                _notices.Add(notice);
        },
        MachineName = "box",
        // The real file system's events would come in between: they have tests of their own.
        WatchFolders = false,
    };
}
