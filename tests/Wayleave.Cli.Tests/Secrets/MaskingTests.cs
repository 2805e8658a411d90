using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Wayleave.Cli.Secrets;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Tests.Secrets;

public sealed class MaskingTests
{
    private const string Secret = "s3cr3t-V4lue/with+signs==";

    private static string Json(Run run) => JsonSerializer.Serialize(run, FactsJson.Default.Run);

    private static Run With(params (string Name, string Value)[] requestHeaders) =>
        Samples.Run(Samples.Upgrade("p1", Samples.Answer(403, "Forbidden", "no") with { RequestHeaders = Samples.Fields(requestHeaders) }));

    private static HttpExchange Exchange(Run run) => ((HandshakeProbe)run.Probes[0]).Exchange;

    [Theory]
    [InlineData("Cookie", "a=x1y2z3w4v5; theme=dark", "a=‹secret 1, 10 bytes›; theme=‹secret 2, 4 bytes›")]
    [InlineData("Cookie", "bare", "‹secret 1, 4 bytes›")]
    [InlineData("Set-Cookie", "sid=abc=; Path=/; HttpOnly", "sid=‹secret 1, 4 bytes›; Path=/; HttpOnly")]
    [InlineData("Set-Cookie", "sid=; Max-Age=0", "sid=; Max-Age=0")]
    [InlineData("Authorization", "Bearer abc", "Bearer ‹secret 1, 3 bytes›")]
    [InlineData("authorization", "abcdef", "‹secret 1, 6 bytes›")]
    [InlineData("Proxy-Authorization", "Basic dTpw", "Basic ‹secret 1, 4 bytes›")]
    [InlineData("X-Api-Key", "k", "‹secret 1, 1 byte›")]
    [InlineData("X-Amz-Security-Token", "ü", "‹secret 1, 2 bytes›")]
    [InlineData("CF-Access-Client-Secret", "abc", "‹secret 1, 3 bytes›")]
    [InlineData("Sec-WebSocket-Protocol", "chat, bearer.abcdefgh", "chat, bearer.‹secret 1, 8 bytes›")]
    [InlineData("Sec-WebSocket-Protocol", "access_token, abcdefgh", "access_token, ‹secret 1, 8 bytes›")]
    [InlineData("Sec-WebSocket-Protocol", "base64url.bearer.authorization.k8s.io.YWJj, base64.binary.k8s.io", "base64url.bearer.authorization.k8s.io.‹secret 1, 4 bytes›, base64.binary.k8s.io")]
    [InlineData("Sec-WebSocket-Protocol", "bearer.abcd/efgh", "bearer.‹secret 1, 4 bytes›/‹secret 2, 4 bytes›")]
    [InlineData("Location", "https://u:pw@h.example/login?next=/&access_token=abc", "https://‹secret 1, 1 byte›:‹secret 2, 2 bytes›@h.example/login?next=/&access_token=‹secret 3, 3 bytes›")]
    [InlineData("Referer", "https://h.example/?apiKey=abc#top", "https://h.example/?apiKey=‹secret 1, 3 bytes›#top")]
    [InlineData("X-Trace", "jwt eyJhbGciOi.eyJzdWIiOi.c2ln", "jwt ‹secret 1, 26 bytes›")]
    public void A_secret_is_masked_where_it_stands(string name, string value, string masked) =>
        Exchange(Masking.Of(With((name, value)))).RequestHeaders[0].Value.ShouldBe(masked);

    [Theory]
    [InlineData("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")]
    [InlineData("Sec-WebSocket-Protocol", "graphql-transport-ws, v1.k8s.io, mqtt")]
    [InlineData("WWW-Authenticate", "Bearer realm=\"app\", error=\"invalid_token\"")]
    [InlineData("Access-Control-Allow-Headers", "Authorization, X-Api-Key")]
    [InlineData("Location", "https://app.example/login?next=/ws")]
    [InlineData("Origin", "https://app.example")]
    [InlineData("CF-RAY", "8f2a3b4c5d6e7f80-FRA")]
    [InlineData("Content-Type", "application/json; charset=utf-8")]
    public void What_is_no_secret_stays(string name, string value) =>
        Exchange(Masking.Of(With((name, value)))).RequestHeaders[0].Value.ShouldBe(value);

    [Fact]
    public void A_header_that_the_caller_gave_is_secret_unless_it_is_known_not_to_be()
    {
        Run run = With(("X-Tenant", "acme"), ("X-Forwarded-Proto", "https"));
        Run masked = Masking.Of(run with { Asked = run.Asked with { HeaderNames = ["x-tenant", "x-forwarded-proto"] } });
        Exchange(masked).RequestHeaders.Select(h => h.Value).ShouldBe(["‹secret 1, 4 bytes›", "https"]);
    }

    [Fact]
    public void The_answer_of_a_token_check_stays_readable()
    {
        const string Body = "{\"detail\":\"Given token not valid\",\"code\":\"token_not_valid\"}";
        Run run = Samples.Run(Samples.Upgrade("p1", Samples.Answer(401, "Unauthorized", Body)));
        Exchange(Masking.Of(run)).Body.ShouldBe(Body);
    }

    [Fact]
    public void Equal_secrets_have_equal_numbers_and_others_do_not()
    {
        Run masked = Masking.Of(With(("Cookie", "a=same; b=same; c=other"), ("X-Api-Key", "same")));
        Exchange(masked).RequestHeaders.Select(h => h.Value).ShouldBe(
            ["a=‹secret 1, 4 bytes›; b=‹secret 1, 4 bytes›; c=‹secret 2, 5 bytes›", "‹secret 1, 4 bytes›"]);
    }

    [Fact]
    public void A_secret_is_masked_wherever_it_turns_up_again()
    {
        HttpExchange answer = Samples.Answer(403, "Forbidden", $"you sent {Secret} and {Uri.EscapeDataString(Secret)} and {JsonSerializer.Serialize(Secret)}", ("X-Echo", Secret)) with
        {
            RequestHeaders = Samples.Fields(("Cookie", "sid=" + Secret)),
            Path = "/ws?t=" + Secret,
            NotHttpBytes = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes("x" + Secret)),
        };
        Run run = Samples.Run(Samples.Upgrade("p1", answer) with
        {
            Outcome = "403 " + Secret,
            Session = new SessionFacts
            {
                Frames = [new FrameFacts(1, false, "text", true, 30, "hi " + Secret)],
                End = new SessionEnd { Kind = EndKind.CloseFrame, AtMs = 1, Code = 1008, Reason = "bad " + Secret },
            },
        });
        string json = Json(Masking.Of(run));
        foreach (string part in new[] { "s3cr3t", "V4lue", Convert.ToHexString("V4lue"u8) }) json.ShouldNotContain(part);
    }

    [Fact]
    public void A_secret_cut_off_at_the_end_of_a_body_is_masked_too()
    {
        HttpExchange answer = Samples.Answer(403, "Forbidden", "…you sent " + Secret[..12]) with { RequestHeaders = Samples.Fields(("Cookie", "sid=" + Secret)), BodyCut = true };
        Exchange(Masking.Of(Samples.Run(Samples.Upgrade("p1", answer)))).Body.ShouldBe("…you sent ‹secret 1, 12 bytes›");
    }

    [Fact]
    public void A_common_word_is_masked_as_a_cookie_and_stays_elsewhere()
    {
        HttpExchange answer = Samples.Answer(200, "OK", "websocket 1 dark", ("Upgrade", "websocket")) with { RequestHeaders = Samples.Fields(("Cookie", "kind=websocket; n=1; theme=dark")) };
        HttpExchange masked = Exchange(Masking.Of(Samples.Run(Samples.Upgrade("p1", answer))));
        masked.Body.ShouldBe("websocket 1 dark");
        masked.Header("Upgrade").ShouldBe("websocket");
        masked.RequestHeaders[0].Value.ShouldNotContain("dark");
    }

    [Fact]
    public void A_probe_and_its_socket_keep_the_same_url()
    {
        const string Url = "wss://app.example/ws?token=abcdef123456";
        Run run = Samples.Run(Samples.Upgrade("p1", Samples.Answer(403, "Forbidden", "")) with { Url = Url, Socket = Url });
        Run masked = Masking.Of(run with { Target = new Target(Url, TargetKind.Socket) });
        masked.Target.Url.ShouldBe("wss://app.example/ws?token=‹secret 1, 12 bytes›");
        masked.Probes[0].Url.ShouldBe(masked.Target.Url);
        masked.Probes[0].Socket.ShouldBe(masked.Target.Url);
    }

    [Fact]
    public void Masking_a_masked_run_changes_nothing()
    {
        Run once = Masking.Of(With(("Cookie", "a=x1y2z3w4; b=2"), ("Authorization", "abcdef"), ("Authorization", "Bearer q"), ("Sec-WebSocket-Protocol", "token, abcdefgh"), ("Location", "https://u:p@h/?token=1")));
        Json(Masking.Of(once)).ShouldBe(Json(once));
    }

    [Fact]
    public void A_run_without_secrets_comes_back_as_it_was()
    {
        Json(Masking.Of(Samples.Stripped())).ShouldBe(Json(Samples.Stripped()));
        Json(Masking.Of(Samples.Healthy())).ShouldBe(Json(Samples.Healthy()));
    }

    [Fact]
    public void No_cookie_of_any_shape_survives_and_masking_twice_is_masking_once()
    {
        Arbitrary<string> cookies = Gen.Elements("abcdefgXYZ0189-_.~+/=!%".ToCharArray()).ArrayOf().Where(a => a.Length is > 7 and < 60).Select(a => new string(a)).ToArbitrary();
        Prop.ForAll(cookies, cookie =>
        {
            HttpExchange answer = Samples.Answer(403, "Forbidden", "got " + cookie + "!") with { RequestHeaders = Samples.Fields(("Cookie", "sid=" + cookie)) };
            Run masked = Masking.Of(Samples.Run(Samples.Upgrade("p1", answer)));
            string json = Json(masked);
            return !Exchange(masked).Body.Contains(cookie, StringComparison.Ordinal) && !json.Contains(JsonSerializer.Serialize(cookie).Trim('"'), StringComparison.Ordinal)
                && Json(Masking.Of(masked)) == json;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_masked_run_is_judged_as_the_run_itself()
    {
        HttpExchange answer = Samples.Answer(404, "Not Found", "", ("Server", "nginx/1.22.1"), ("Set-Cookie", "AWSALB=x1y2z3w4; Path=/")) with { RequestHeaders = Samples.Fields(("Cookie", "sid=" + Secret), ("Host", "app.example")) };
        Run run = Samples.Run(Samples.Upgrade("p1", answer));
        Judge.Of(Masking.Of(run)).Findings.Select(f => (f.Cause, f.Hop, f.Severity)).ShouldBe(Judge.Of(run).Findings.Select(f => (f.Cause, f.Hop, f.Severity)));
    }
}
