using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Jwt;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>Tickets for who has a JSON Web Token. The rig's clock stands at 2026-01-01.</summary>
public sealed class JwtVoucherTests
{
    private const long Now = 1_767_225_600;
    private static readonly JwtSettings s_secret = new() { Algorithm = JwtAlgorithm.HS256, Secret = Signed.Secret, Issuer = "me", Audience = "ws" };

    [Fact]
    public async Task A_token_that_is_signed_well_gets_a_ticket_whose_session_ends_with_it()
    {
        await using var rig = await TicketRig.StartAsync(_ => new TicketSettings { Jwt = s_secret });
        var (status, ticket) = await AskAsync(rig, Signed.Token($$"""{"sub":"7","iss":"me","aud":"ws","exp":{{Now + 20}}}"""));
        status.ShouldBe(200);
        using var client = await rig.OpenAsync($"/ws/7?v=1&ticket={ticket}");
        (await client.JsonAsync()).GetProperty("token_expires_in").GetInt32().ShouldBe(20);
        await client.JsonAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        (await client.NextAsync()).ShouldBe("close 4201 token_expired");
    }

    [Theory]
    [InlineData("""{"sub":"7","iss":"me","aud":"ws","exp":EXP}""", null, "the token is signed by another algorithm than the settings say")]
    [InlineData("""{"sub":"7","iss":"me","aud":"ws","exp":1}""", "HS256", "the token has expired")]
    [InlineData("""{"sub":"7","iss":"you","aud":"ws","exp":EXP}""", "HS256", "the token's iss is another")]
    [InlineData("""{"sub":"7","iss":"me","aud":"api","exp":EXP}""", "HS256", "the token's aud is another")]
    [InlineData("""{"sub":"7","iss":"me","aud":"ws"}""", "HS256", "the token has no exp")]
    [InlineData("""{"sub":"7","iss":"me","aud":"ws","exp":EXP,"channels":["a*"]}""", "HS256", "the token's channels: 'a*': * stands for a whole part between colons; write * instead of a*")]
    public async Task Any_other_token_is_refused_and_the_log_says_why(string claims, string? algorithm, string why)
    {
        await using var rig = await TicketRig.StartAsync(_ => new TicketSettings { Jwt = s_secret });
        var token = Signed.Token(claims.Replace("EXP", $"{Now + 60}"), header: algorithm is null ? """{"alg":"none"}""" : null);
        (await AskAsync(rig, token)).Status.ShouldBe(401);
        (await rig.Log.NextAsync("request-refused")).GetProperty("why").GetString().ShouldBe(why);
    }

    [Fact]
    public async Task Keys_are_fetched_once_and_again_for_a_name_that_is_new_but_not_at_once()
    {
        var keys = Signed.RsaJwk("a");
        await using var rig = await TicketRig.StartAsync(
            app => new TicketSettings { Jwt = new JwtSettings { Algorithm = JwtAlgorithm.RS256, Jwks = new Uri(app + "/keys") } },
            script: _ => new AppAnswer(RecordingApp.Ok($$"""{"keys":[{{keys}}]}"""), AppThen.NextRequest));
        Task<(int Status, string? Ticket)> Ask(string id) => AskAsync(rig, Signed.Token($$"""{"sub":"7","exp":{{Now + 3600}}}""", "RS256", $$"""{"alg":"RS256","kid":"{{id}}"}"""));
        (await Ask("a")).Status.ShouldBe(200);
        (await Ask("a")).Status.ShouldBe(200);
        rig.App.Seen.Count.ShouldBe(1);
        keys = Signed.RsaJwk("b");
        (await Ask("b")).Status.ShouldBe(401);
        (await Ask("c")).Status.ShouldBe(401);
        rig.App.Seen.Count.ShouldBe(1);
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        (await Ask("b")).Status.ShouldBe(200);
        rig.App.Seen.Count.ShouldBe(2);
        // A key that was taken away vouches for nobody any more.
        (await Ask("a")).Status.ShouldBe(401);
        keys = "";
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        // Those that were good are good while there are no others.
        (await Ask("b")).Status.ShouldBe(200);
        rig.App.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Where_there_never_were_keys_nobody_can_tell()
    {
        await using var rig = await TicketRig.StartAsync(
            app => new TicketSettings { Jwt = new JwtSettings { Jwks = new Uri(app + "/keys") } }, script: _ => new AppAnswer("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", AppThen.NextRequest));
        (await AskAsync(rig, Signed.Token($$"""{"sub":"7","exp":{{Now + 60}}}""", "RS256"))).Status.ShouldBe(502);
        (await rig.Log.NextAsync("request-failed")).GetProperty("why").GetString().ShouldBe($"{rig.App.Url}/keys answers 500, and no key for RS256");
    }

    [Fact]
    public async Task A_key_may_stand_in_a_file()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(file, Signed.Ec.ExportSubjectPublicKeyInfoPem());
        try
        {
            await using var rig = await TicketRig.StartAsync(_ => new TicketSettings { Jwt = new JwtSettings { Algorithm = JwtAlgorithm.ES256, KeyFile = file } });
            (await AskAsync(rig, Signed.Token($$"""{"sub":"7","exp":{{Now + 60}}}""", "ES256"))).Status.ShouldBe(200);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int Status, string? Ticket)> AskAsync(TicketRig rig, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/.wayleave/ticket") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await rig.Public.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("ticket").GetString() : null);
    }
}
