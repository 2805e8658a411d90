using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Dialling;

public sealed class TlsTests
{
    private static readonly Certificates Authority = new();

    [Fact]
    public async Task A_certificate_that_holds_lets_the_browser_through()
    {
        await using var peer = Secure(Authority.For("app.localhost"));

        var run = await Doctor.ExamineAsync(Trusting(peer, "app.localhost"));

        run.Browser().Opened.ShouldBeTrue();
        var tls = Tls(run, "tls");
        tls.Flaws.ShouldBeEmpty();
        tls.ServerName.ShouldBe("app.localhost");
        tls.Version.ShouldBe("TLS 1.3");
        tls.Alpn.ShouldBe("http/1.1");
        tls.AlpnOffered.ShouldBe(["h2", "http/1.1"]);
        tls.Chain[0].Names.ShouldBe(["app.localhost"]);
        Tls(run, "tls-no-sni").ServerName.ShouldBeNull();
    }

    public static TheoryData<string, CertificateFlaw> Flawed => new()
    {
        { "other", CertificateFlaw.WrongName },
        { "expired", CertificateFlaw.Expired },
        { "early", CertificateFlaw.NotYetValid },
        { "self-signed", CertificateFlaw.SelfSigned },
        { "stranger", CertificateFlaw.UnknownIssuer },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public async Task A_certificate_that_does_not_hold_stops_the_browser_and_nothing_else(string kind, CertificateFlaw flaw)
    {
        await using var peer = Secure(kind switch
        {
            "other" => Authority.For("other.localhost"),
            "expired" => Authority.For("app.localhost", -20, -10),
            "early" => Authority.For("app.localhost", 5, 10),
            "self-signed" => Certificates.SelfSignedFor("app.localhost"),
            _ => new Certificates().For("app.localhost"),
        });

        var run = await Doctor.ExamineAsync(Trusting(peer, "app.localhost"));

        var failure = run.Browser().Exchange.Failure!;
        failure.Stage.ShouldBe(FailureStage.Tls);
        failure.Kind.ShouldBe(FailureKind.CertificateInvalid);
        Tls(run, "tls").Flaws.ShouldBe([flaw]);
        run.Handshake(Variation.Repeat).Opened.ShouldBeTrue();
        run.Handshake(Variation.Repeat).Session!.PingMs.ShouldNotBeNull();
        run.Http("http-socket-path").Status.ShouldBe(426);
    }

    [Fact]
    public async Task A_certificate_that_does_not_hold_stops_nobody_who_said_insecure()
    {
        await using var peer = Secure(Certificates.SelfSignedFor("other.localhost"));

        var run = await Doctor.ExamineAsync(Trusting(peer, "app.localhost") with { Insecure = true });

        run.Browser().Opened.ShouldBeTrue();
        Tls(run, "tls").Flaws.ShouldContain(CertificateFlaw.WrongName);
    }

    [Fact]
    public async Task Straight_to_an_origin_its_own_certificate_stops_nothing()
    {
        await using var peer = Secure(Authority.For("app.localhost"));
        await using var origin = Secure(Certificates.SelfSignedFor("inner"));
        var options = Trusting(peer, "app.localhost") with { Direct = [new DirectRoute("origin", "127.0.0.1", origin.Port, Tls: true, IsOrigin: true)] };

        var run = await Doctor.ExamineAsync(options);

        var direct = run.Handshake(Variation.Browser, "origin");
        direct.Opened.ShouldBeTrue();
        direct.Exchange.RequestHeaders.ShouldContain(new HeaderField("Host", $"app.localhost:{peer.Port}"));
        var tls = run.Probes.OfType<TlsProbe>().First(probe => probe.Route == "origin" && probe.Name == "tls");
        tls.ServerName.ShouldBe("app.localhost");
        tls.Flaws.ShouldContain(CertificateFlaw.WrongName);
    }

    [Fact]
    public async Task A_plain_server_on_a_TLS_port_is_told_by_what_it_said()
    {
        await using var peer = FakePeer.Saying("HTTP/1.1 400 Bad Request\r\n\r\n");
        await using var eager = new FakePeer(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            await connection.KeepSilentAsync();
        });

        var failure = (await Doctor.ExamineAsync(eager.Url(scheme: "wss", host: "app.localhost"))).Browser().Exchange.Failure!;

        failure.Stage.ShouldBe(FailureStage.Tls);
        failure.Kind.ShouldBe(FailureKind.TlsRefused);
        failure.Text.ShouldContain("plain HTTP");
    }

    [Fact]
    public async Task A_TLS_server_on_a_plain_port_answers_no_HTTP_and_the_other_scheme_works()
    {
        await using var peer = Secure(Authority.For("app.localhost"));

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url(host: "app.localhost")) with { ExtraRoots = [Authority.Root] });

        run.Browser().Exchange.Status.ShouldBeNull();
        run.Http("http-plain-scheme").Status.ShouldBe(426);
    }

    [Fact]
    public async Task A_peer_that_hangs_up_in_the_TLS_handshake_has_closed_it()
    {
        await using var peer = new FakePeer(async connection => _ = await connection.Stream.ReadAsync(new byte[1024], connection.Stopped));

        var failure = (await Doctor.ExamineAsync(peer.Url(scheme: "wss", host: "app.localhost"))).Browser().Exchange.Failure!;

        failure.Stage.ShouldBe(FailureStage.Tls);
        failure.Kind.ShouldBeOneOf(FailureKind.Closed, FailureKind.Reset);
    }

    private static ExaminationOptions Trusting(FakePeer peer, string host) =>
        Doctor.Options(peer.Url(scheme: "wss", host: host)) with { ExtraRoots = [Authority.Root] };

    private static TlsProbe Tls(Run run, string name) => run.Probes.OfType<TlsProbe>().First(probe => probe.Name == name && probe.Route == Probe.PublicRoute);

    private static FakePeer Secure(X509Certificate2 certificate) => new(async connection =>
    {
        var secured = new SslStream(connection.Stream);
        connection.Stream = secured;
        await secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http11] }, connection.Stopped);
        if (await connection.ReadRequestAsync() is { } request)
            await Healthy.App(connection, request);
    });
}
