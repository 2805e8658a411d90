using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Jwt;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Jwt;

public sealed class JsonWebKeySetTests
{
    [Fact]
    public void Keys_are_found_by_their_names()
    {
        var set = Read($$"""{"keys":[{{Signed.RsaJwk("a")}},{{Signed.RsaJwk("b")}},{{Signed.EcJwk("c")}}]}""", JwtAlgorithm.RS256)!;
        set.Count.ShouldBe(2);
        set.Find("a").ShouldNotBeNull();
        set.Find("c").ShouldBeNull();
        // Which of two is meant nobody can know.
        set.Find(null).ShouldBeNull();
    }

    [Theory]
    [InlineData(JwtAlgorithm.RS256)]
    [InlineData(JwtAlgorithm.ES256)]
    public void The_only_key_of_an_algorithm_checks_its_tokens(JwtAlgorithm algorithm)
    {
        var set = Read($$"""{"keys":[{{Signed.RsaJwk("r")}},{{Signed.EcJwk("e")}},{"kty":"oct","k":"AAAA","kid":"o"}]}""", algorithm)!;
        JsonWebToken.TryRead(Signed.Token("{}", algorithm.ToString()), out var token, out _).ShouldBeTrue();
        token!.Verify(set.Find(token.KeyId)!).ShouldBe(JwtViolation.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[7]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"?","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":7}]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}""")]
    public void What_has_no_key_that_would_do_is_no_set(string json) => Read(json, JwtAlgorithm.RS256).ShouldBeNull();

    [Theory]
    [InlineData("""  "use":"enc", """)]
    [InlineData("""  "alg":"RS512", """)]
    public void A_key_for_something_else_is_passed_over(string more) =>
        Read($$"""{"keys":[{{Signed.RsaJwk("a").Replace("{", "{" + more, StringComparison.Ordinal)}}]}""", JwtAlgorithm.RS256).ShouldBeNull();

    [Fact]
    public void A_short_RSA_key_and_another_curve_are_none()
    {
        using var shortRsa = RSA.Create(1024);
        JwtKey.TryOfRsa(shortRsa.ExportParameters(false), out _).ShouldBeFalse();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        JwtKey.TryOfEc(other.ExportParameters(false), out _).ShouldBeFalse();
        JwtKey.TryOfPem(other.ExportSubjectPublicKeyInfoPem(), JwtAlgorithm.ES256, out _).ShouldBeFalse();
        JwtKey.TryOfPem(Signed.Ec.ExportSubjectPublicKeyInfoPem(), JwtAlgorithm.RS256, out _).ShouldBeFalse();
        JwtKey.TryOfPem("no key", JwtAlgorithm.ES256, out _).ShouldBeFalse();
    }

    private static JsonWebKeySet? Read(string json, JwtAlgorithm algorithm) => JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(json), algorithm, out var set) ? set : null;
}
