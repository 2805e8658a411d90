using Wayleave.Protocol.Jwt;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Jwt;

public sealed class JwtRulesTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_000_000);
    private static readonly JwtRules s_rules = new("me", "you", TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData("""{"sub":"7","iss":"me","aud":"you","exp":1000001}""", JwtViolation.None)]
    [InlineData("""{"sub":"7","iss":"me","aud":["they","you"],"exp":1000001.5}""", JwtViolation.None)]
    [InlineData("""{"sub":"7","iss":"me","aud":"you","exp":999971}""", JwtViolation.None)]
    [InlineData("""{"sub":"7","iss":"me","aud":"you","exp":999970}""", JwtViolation.Expired)]
    [InlineData("""{"sub":"7","iss":"me","aud":"you"}""", JwtViolation.NoExpiry)]
    [InlineData("""{"sub":"7","iss":"me","aud":"you","exp":1000001,"nbf":1000030}""", JwtViolation.None)]
    [InlineData("""{"sub":"7","iss":"me","aud":"you","exp":1000001,"nbf":1000031}""", JwtViolation.NotYet)]
    [InlineData("""{"sub":"7","iss":"Me","aud":"you","exp":1000001}""", JwtViolation.Issuer)]
    [InlineData("""{"sub":"7","aud":"you","exp":1000001}""", JwtViolation.Issuer)]
    [InlineData("""{"sub":"7","iss":"me","aud":["they"],"exp":1000001}""", JwtViolation.Audience)]
    [InlineData("""{"sub":"7","iss":"me","exp":1000001}""", JwtViolation.Audience)]
    [InlineData("""{"iss":"me","aud":"you","exp":1000001}""", JwtViolation.NoSubject)]
    [InlineData("""{"sub":"","iss":"me","aud":"you","exp":1000001}""", JwtViolation.NoSubject)]
    public void A_token_vouches_for_its_time_its_maker_and_its_audience(string claims, JwtViolation expected)
    {
        JsonWebToken.TryRead(Signed.Token(claims), out var token, out _).ShouldBeTrue();
        s_rules.Check(token!.Claims, s_now).ShouldBe(expected);
    }

    [Fact]
    public void What_is_not_asked_for_does_not_matter()
    {
        JsonWebToken.TryRead(Signed.Token("""{"sub":"7","iss":"x","aud":"y","exp":1000001,"channels":["a:*"]}"""), out var token, out _).ShouldBeTrue();
        new JwtRules(null, null, TimeSpan.Zero).Check(token!.Claims, s_now).ShouldBe(JwtViolation.None);
        token.Claims.Channels!.Value.ShouldBe(["a:*"]);
    }
}
