namespace Wayleave.Protocol.Jwt;

/// <summary>What is wrong with a token, in words for a log: nothing of the token is in them.</summary>
public static class JwtViolations
{
    /// <summary>What is wrong.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this JwtViolation violation) => violation switch
    {
        JwtViolation.TooLong => $"the token is longer than {JsonWebToken.MaxLength} characters",
        JwtViolation.NotCompact => "the token is not three parts in base64url with dots between",
        JwtViolation.NotJson => "the token's header or claims cannot be read",
        JwtViolation.Critical => "the token has extensions that must be understood, and are not",
        JwtViolation.Algorithm => "the token is signed by another algorithm than the settings say",
        JwtViolation.KeyUnknown => "no key with the token's kid is known",
        JwtViolation.Signature => "the token's signature is wrong",
        JwtViolation.NoExpiry => "the token has no exp",
        JwtViolation.Expired => "the token has expired",
        JwtViolation.NotYet => "the token does not hold yet",
        JwtViolation.Issuer => "the token's iss is another",
        JwtViolation.Audience => "the token's aud is another",
        JwtViolation.NoSubject => "the token has no sub",
        _ => "the token is sound",
    };
}
