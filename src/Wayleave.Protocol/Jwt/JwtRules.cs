namespace Wayleave.Protocol.Jwt;

/// <summary>When a token that is signed well vouches for its subject.</summary>
/// <param name="Issuer">What <c>iss</c> must be; null: anything.</param>
/// <param name="Audience">What <c>aud</c> must hold; null: anything.</param>
/// <param name="Leeway">By how much the clocks of both sides may differ; not negative.</param>
public sealed record JwtRules(string? Issuer, string? Audience, TimeSpan Leeway)
{
    /// <summary>Checks what a token says.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="now">The time.</param>
    /// <returns>The first thing that is wrong.</returns>
    /// <remarks>A token without an end is refused: a lost one would open sockets for ever.</remarks>
    public JwtViolation Check(JwtClaims claims, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (claims.Expires is not { } expires)
            return JwtViolation.NoExpiry;
        // RFC 7519 §4.1.4: "on or after which the JWT MUST NOT be accepted".
        if (now - Leeway >= expires)
            return JwtViolation.Expired;
        if (claims.NotBefore > now + Leeway)
            return JwtViolation.NotYet;
        if (Issuer is not null && claims.Issuer != Issuer)
            return JwtViolation.Issuer;
        if (Audience is not null && !claims.Audience.Contains(Audience))
            return JwtViolation.Audience;
        return string.IsNullOrEmpty(claims.Subject) ? JwtViolation.NoSubject : JwtViolation.None;
    }
}
