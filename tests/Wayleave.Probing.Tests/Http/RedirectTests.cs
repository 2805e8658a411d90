using Wayleave.Probing.Http;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Http;

public sealed class RedirectTests
{
    [Fact]
    public async Task A_redirect_of_the_handshake_is_followed_step_by_step_until_an_answer()
    {
        await using var peer = FakePeer.Answering((connection, request) => request.Target switch
        {
            "/ws" => connection.AnswerAsync(302, "", ("Location", "/login")),
            "/login" => connection.AnswerAsync(307, "", ("Location", "/login/page?a=b")),
            _ => connection.AnswerAsync(200, "who are you?"),
        });

        var steps = Steps(await Doctor.ExamineAsync(peer.Url()));

        steps.Select(step => step.Exchange.Path).ShouldBe(["/login", "/login/page?a=b"]);
        steps[^1].Exchange.Body.ShouldBe("who are you?");
    }

    [Fact]
    public async Task A_loop_of_redirects_is_left_when_it_closes()
    {
        await using var peer = FakePeer.Answering((connection, request) =>
            connection.AnswerAsync(301, "", ("Location", request.Target == "/a" ? "/b" : "/a")));

        var steps = Steps(await Doctor.ExamineAsync(peer.Url("/a")));

        steps.Select(step => step.Exchange.Path).ShouldBe(["/b"]);
    }

    [Fact]
    public async Task A_redirect_without_end_is_left_after_ten_steps()
    {
        await using var peer = FakePeer.Answering((connection, request) => connection.AnswerAsync(301, "", ("Location", request.Target + "x")));

        Steps(await Doctor.ExamineAsync(peer.Url())).Length.ShouldBe(10);
    }

    [Fact]
    public async Task Credentials_never_leave_the_own_host()
    {
        await using var other = FakePeer.Answering((connection, _) => connection.AnswerAsync(200, "a login page"));
        var elsewhere = $"http://elsewhere.localhost:{other.Port}/login?access_token=t0ken";
        await using var peer = FakePeer.Answering((connection, request) => request.Target.StartsWith("/ws", StringComparison.Ordinal)
            ? connection.AnswerAsync(302, "", ("Location", "/own"))
            : connection.AnswerAsync(302, "", ("Location", elsewhere)));
        var options = Doctor.Options(peer.Url("/ws?access_token=t0ken", host: "app.localhost")) with
        {
            Cookie = "session=c00kie",
            Headers = [new HeaderField("X-Custom", "cust0m"), new HeaderField("Authorization", "Bearer b3arer")],
        };

        await Doctor.ExamineAsync(options);

        peer.Requests.ShouldContain(request => request.Target == "/own" && request.Headers.First("Cookie") == "session=c00kie");
        other.Requests.ShouldNotBeEmpty();
        var leaked = string.Join('\n', other.Requests.Select(request => request.Target + request.Headers));
        foreach (var secret in new[] { "t0ken", "c00kie", "cust0m", "b3arer" })
            leaked.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("wss://a.example/ws", "https://a.example/x", true)]
    [InlineData("ws://a.example/ws", "https://a.example/x", true)]
    [InlineData("wss://a.example/ws", "http://a.example/x", false)]
    [InlineData("wss://a.example/ws", "https://b.example/x", false)]
    [InlineData("wss://a.example/ws", "https://sub.a.example/x", false)]
    [InlineData("wss://a.example/ws", "https://a.example:8443/x", false)]
    [InlineData("ws://a.example:8000/ws", "https://a.example:8000/x", false)]
    public void Credentials_follow_to_the_same_host_and_port_and_never_out_of_TLS(string own, string next, bool follow) =>
        RedirectStep.KeepsCredentials(new Uri(own), new Uri(next)).ShouldBe(follow);

    [Theory]
    [InlineData("//b.example/x", "https://b.example/x")]
    [InlineData("wss://b.example/x", "https://b.example/x")]
    [InlineData("../up", "https://a.example/up")]
    [InlineData("mailto:a@b.example", null)]
    [InlineData("http://[", null)]
    public void A_location_is_read_as_a_browser_would(string location, string? next)
    {
        var answer = new HttpExchange { Method = "GET", Path = "/", RequestHeaders = [], Status = 302, ResponseHeaders = [new HeaderField("location", location)] };

        RedirectStep.Next(new Uri("wss://a.example/one/ws"), answer)?.AbsoluteUri.ShouldBe(next);
        (RedirectStep.Next(new Uri("wss://a.example/one/ws"), answer) is null).ShouldBe(next is null);
    }

    private static HttpProbe[] Steps(Run run) => [.. run.Probes.OfType<HttpProbe>().Where(probe => probe.Name == "http-redirect")];
}
