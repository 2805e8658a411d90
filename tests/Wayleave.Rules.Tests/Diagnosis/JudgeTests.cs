using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis;

public sealed class JudgeTests
{
    [Fact]
    public void A_healthy_socket_works_and_has_no_finding()
    {
        Judgement judgement = RunBuilder.Healthy().Judge();

        judgement.Findings.Select(f => f.Summary).ShouldBeEmpty();
        judgement.Verdict.ShouldBe(Verdict.Works);
        judgement.Summary.ShouldContain("wss://app.example/ws opens");
    }

    [Fact]
    public void A_page_that_opens_no_socket_is_inconclusive_and_says_so()
    {
        Judgement judgement = RunBuilder.Page().Http("http-root", Reply.Of(200, "OK")).Read().Judge();

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Summary.ShouldContain("opens no socket");
    }

    [Fact]
    public void A_known_apps_usual_path_that_is_not_there_does_not_count()
    {
        Judgement judgement = RunBuilder.Page()
            .Http("http-root", Reply.Of(200, "OK"))
            .Read(p => p with { App = "socket.io", Sockets = [new DiscoveredSocket("wss://app.example/socket.io/", "", "known app", false)] })
            .OnSocket("wss://app.example/socket.io/").Upgrade(Reply.Of(404, "Not Found"))
            .Judge();

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Summary.ShouldContain("is socket.io's");
        judgement.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_ws_socket_of_an_https_page_has_no_other_fault_than_its_scheme()
    {
        Judgement judgement = RunBuilder.Page("https://127.0.0.1:8443/")
            .Http("http-root", Reply.Of(200, "OK"), "https://127.0.0.1:8443/")
            .Read(p => p with { Sockets = [new DiscoveredSocket("ws://127.0.0.1:8443/ws", "new WebSocket(`ws://${location.host}`)", "https://127.0.0.1:8443/app.js", true)] }).OnSocket("ws://127.0.0.1:8443/ws")
            .Http("http-plain-scheme", Reply.Of(200, "OK"), "https://127.0.0.1:8443/ws")
            .Upgrade(Reply.Fails(FailureStage.FirstByte, FailureKind.Closed))
            .Judge();

        judgement.Verdict.ShouldBe(Verdict.Broken);
        judgement.Findings.Select(f => f.Cause).ShouldBe(["mixed-content"]);
    }

    [Fact]
    public void A_ws_socket_that_only_a_loopback_address_lets_open_degrades_its_https_page() =>
        RunBuilder.Page("https://127.0.0.1:8443/")
            .Read(p => p with { Sockets = [new DiscoveredSocket("ws://127.0.0.1:8080/ws", "new WebSocket(`ws://${location.host}`)", "https://127.0.0.1:8443/app.js", true)] }).OnSocket("ws://127.0.0.1:8080/ws").Upgrade(Reply.Opens())
            .Judge().Verdict.ShouldBe(Verdict.Degraded);

    [Fact]
    public void A_host_that_the_app_refuses_is_no_want_of_a_credential() =>
        RunBuilder.Socket()
            .Plain(Reply.Of(400, "Bad Request").By("daphne").WithBody("<h1>Bad Request (400)</h1><p></p>"))
            .Upgrade(Reply.Of(403, "Access denied"))
            .Judge().Findings.Select(f => f.Cause).ShouldBe(["host-header-mismatch"]);

    [Fact]
    public void A_socket_that_the_page_names_only_in_part_is_said_to_be_so() =>
        RunBuilder.Page()
            .Http("http-root", Reply.Of(200, "OK"))
            .Read(p => p with { Sockets = [new DiscoveredSocket("wss://app.example/ws/1/", "", "https://app.example/", false)] })
            .OnSocket("wss://app.example/ws/1/").Upgrade(Reply.Of(404, "Not Found"))
            .Judge().Summary.ShouldContain("a part is known only where the page runs");

    [Fact]
    public void A_page_that_only_comes_late_is_not_judged_by_a_handshake_at_its_own_address()
    {
        Judgement judgement = RunBuilder.Page()
            .Http("http-page", Reply.Fails(FailureStage.FirstByte, FailureKind.TimedOut), "https://app.example/")
            .Read()
            .Http("http-root", Reply.Of(200, "OK"), "https://app.example/")
            .Plain(Reply.Of(200, "OK"))
            .Upgrade(Reply.Of(200, "OK"))
            .Judge();

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Summary.ShouldContain("--timeout");
        judgement.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_interrupted_run_without_anything_certain_is_inconclusive()
    {
        RunBuilder.Socket().Interrupted().Upgrade(Reply.Opens()).Judge().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void The_chain_goes_from_the_client_to_the_app()
    {
        Judgement judgement = RunBuilder.Healthy("wss://app.example/ws", r => r.By("cloudflare").With("CF-RAY", "8a-LHR").With("X-Varnish", "12")).Judge();

        judgement.Hops.Select(h => h.Name).ShouldBe(["client", "dns", "cloudflare", "varnish", "app"]);
    }

    [Fact]
    public void A_request_that_cannot_be_read_for_its_length_is_not_taken_for_HTTP_1_0()
    {
        Reply refused = Reply.Of(400, "Bad Request").By("nginx").WithBody("did not receive a valid HTTP request");
        RunBuilder run = RunBuilder.Socket().Asked(a => a with { CookieGiven = true, CredentialGiven = true })
            .Add(id => new HandshakeProbe
            {
                Id = id,
                Name = "upgrade-http11",
                Url = "wss://app.example/ws",
                StartMs = 0,
                ElapsedMs = 1,
                Outcome = "400",
                Variation = Variation.Browser,
                Exchange = refused.Exchange("GET", "/ws", [new HeaderField("Cookie", new string('x', 18_000))]),
            })
            .Upgrade(Variation.NoCredentials, Reply.Opens());

        string[] causes = [.. run.Judge().Findings.Select(f => f.Cause)];
        causes.ShouldContain("header-too-large");
        causes.ShouldNotContain("http10-upstream");
    }
}
