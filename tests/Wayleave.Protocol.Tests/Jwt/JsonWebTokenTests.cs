using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Jwt;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Jwt;

public sealed class JsonWebTokenTests
{
    // RFC 7515 Appendix A.1, with its key.
    private const string OfTheRfc =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public void The_RFCs_own_token_is_read()
    {
        JsonWebToken.TryRead(OfTheRfc, out var token, out _).ShouldBeTrue();
        token!.Claims.Issuer.ShouldBe("joe");
        token.Claims.Expires.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1300819380));
        token.Claims.Subject.ShouldBeNull();
    }

    [Theory]
    [InlineData(JwtAlgorithm.HS256)]
    [InlineData(JwtAlgorithm.RS256)]
    [InlineData(JwtAlgorithm.ES256)]
    public void A_signature_by_the_key_holds_and_one_bit_more_or_less_does_not(JwtAlgorithm algorithm)
    {
        var (text, key) = (Signed.Token("""{"sub":"7"}""", algorithm.ToString()), Key(algorithm));
        Verify(text, key).ShouldBe(JwtViolation.None);
        var parts = text.Split('.');
        Verify($"{parts[0]}.{Signed.Part("""{"sub":"8"}""")}.{parts[2]}", key).ShouldBe(JwtViolation.Signature);
        Verify($"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}", key).ShouldBe(JwtViolation.Signature);
        Verify($"{parts[0]}.{parts[1]}.", key).ShouldBe(JwtViolation.Signature);
        Verify($"{parts[0]}.{parts[1]}.AAAA", key).ShouldBe(JwtViolation.Signature);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("rs256")]
    [InlineData("RS512")]
    public void The_algorithm_is_the_keys_whatever_the_token_says(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}"}""";
        Verify(Signed.Token("""{"sub":"7"}""", "RS256", header), Key(JwtAlgorithm.RS256)).ShouldBe(JwtViolation.Algorithm);
        // The old trick: the public key taken for the secret of an HMAC.
        var signed = $"{Signed.Part(header)}.{Signed.Part("{}")}";
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Signed.Rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(signed));
        Verify($"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(mac)}", Key(JwtAlgorithm.RS256)).ShouldBe(JwtViolation.Algorithm);
        Verify($"{signed}.", Key(JwtAlgorithm.RS256)).ShouldBe(JwtViolation.Algorithm);
    }

    [Theory]
    [InlineData("", JwtViolation.NotCompact)]
    [InlineData("a.b", JwtViolation.NotCompact)]
    [InlineData("e30.e30.e30.e30", JwtViolation.NotCompact)]
    [InlineData("e30=.e30.AAAA", JwtViolation.NotCompact)]
    [InlineData("e30. e30.AAAA", JwtViolation.NotCompact)]
    [InlineData("e30.e30.A", JwtViolation.NotCompact)]
    [InlineData("e30.e3+.AAAA", JwtViolation.NotCompact)]
    [InlineData("..", JwtViolation.NotJson)]
    [InlineData("e30.W10.AAAA", JwtViolation.NotJson)]
    public void What_is_no_token_is_told_apart(string text, JwtViolation why)
    {
        JsonWebToken.TryRead(text, out var token, out var violation).ShouldBeFalse();
        (token, violation).ShouldBe((null, why));
    }

    [Theory]
    [InlineData("""{"alg":"HS256","alg":"none"}""", "{}", JwtViolation.NotJson)]
    [InlineData("""{"alg":7}""", "{}", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""", "{}", JwtViolation.Critical)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"7","sub":"8"}""", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":7}""", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"\ud800"}""", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256"}""", """{"exp":"tomorrow"}""", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256"}""", """{"exp":-1}""", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256"}""", """{"exp":1e99}""", JwtViolation.NotJson)]
    [InlineData("""{"alg":"HS256"}""", """{"channels":[7]}""", JwtViolation.NotJson)]
    public void Headers_and_claims_that_mean_two_things_or_none_are_refused(string header, string claims, JwtViolation why)
    {
        JsonWebToken.TryRead(Signed.Token(claims, header: header), out _, out var violation).ShouldBeFalse();
        violation.ShouldBe(why);
    }

    [Fact]
    public void A_token_that_is_too_long_is_not_looked_at()
    {
        JsonWebToken.TryRead(new string('a', JsonWebToken.MaxLength + 1), out _, out var violation).ShouldBeFalse();
        violation.ShouldBe(JwtViolation.TooLong);
    }

    [Fact]
    public void Every_violation_has_words_of_its_own() =>
        Enum.GetValues<JwtViolation>().Select(violation => violation.Describe()).ShouldBeUnique();

    private static JwtViolation Verify(string text, JwtKey key) => JsonWebToken.TryRead(text, out var token, out var violation) ? token.Verify(key) : violation;

    private static JwtKey Key(JwtAlgorithm algorithm)
    {
        if (algorithm == JwtAlgorithm.HS256)
            return JwtKey.OfSecret(Signed.Secret);
        JwtKey.TryOfPem(algorithm == JwtAlgorithm.RS256 ? Signed.Rsa.ExportSubjectPublicKeyInfoPem() : Signed.Ec.ExportSubjectPublicKeyInfoPem(), algorithm, out var key).ShouldBeTrue();
        return key!;
    }
}
