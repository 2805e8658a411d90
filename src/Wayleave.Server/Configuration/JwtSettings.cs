using Wayleave.Protocol.Jwt;

namespace Wayleave.Server.Configuration;

/// <summary>Which JSON Web Tokens vouch for a caller. One of <see cref="Secret"/>, <see cref="KeyFile"/> and <see cref="Jwks"/> is set.</summary>
public sealed record JwtSettings
{
    /// <summary>The one algorithm that is taken; a token's own word does not count. Default <see cref="JwtAlgorithm.RS256"/>.</summary>
    public JwtAlgorithm Algorithm { get; init; } = JwtAlgorithm.RS256;

    /// <summary>The shared secret of HS256, at least 32 bytes; null: none.</summary>
    public string? Secret { get; init; }

    /// <summary>A PEM file with the public key of RS256 or ES256; null: none. It is read at start and at each reload.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where the public keys are fetched from, as a JSON Web Key Set; null: nowhere.</summary>
    public Uri? Jwks { get; init; }

    /// <summary>What <c>iss</c> must say; null (default): anything.</summary>
    public string? Issuer { get; init; }

    /// <summary>What <c>aud</c> must hold; null (default): anything.</summary>
    public string? Audience { get; init; }

    /// <summary>By how much clocks may differ. Default 30 s, 0 to 10 min.</summary>
    public TimeSpan Leeway { get; init; } = TimeSpan.FromSeconds(30);
}
