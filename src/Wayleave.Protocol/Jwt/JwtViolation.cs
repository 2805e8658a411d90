namespace Wayleave.Protocol.Jwt;

/// <summary>Every way in which a token vouches for nobody; <see cref="JwtViolations"/> has the words.</summary>
public enum JwtViolation
{
    /// <summary>It vouches.</summary>
    None,

    /// <summary>It is longer than <see cref="JsonWebToken.MaxLength"/>.</summary>
    TooLong,

    /// <summary>It is not three parts in base64url with dots between.</summary>
    NotCompact,

    /// <summary>Its header or its claims are no JSON object, name a member twice, or hold what a claim cannot be.</summary>
    NotJson,

    /// <summary>It has extensions that must be understood (<c>crit</c>).</summary>
    Critical,

    /// <summary>It is signed otherwise than the settings say, or not at all.</summary>
    Algorithm,

    /// <summary>No key of its <c>kid</c> is known.</summary>
    KeyUnknown,

    /// <summary>The signature is not that of the key.</summary>
    Signature,

    /// <summary>It does not say when it ends.</summary>
    NoExpiry,

    /// <summary>It has ended.</summary>
    Expired,

    /// <summary>It does not hold yet.</summary>
    NotYet,

    /// <summary>It is by somebody else.</summary>
    Issuer,

    /// <summary>It is meant for somebody else.</summary>
    Audience,

    /// <summary>It says of nobody who it is.</summary>
    NoSubject,
}
