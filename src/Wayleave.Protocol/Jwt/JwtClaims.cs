using System.Collections.Immutable;

namespace Wayleave.Protocol.Jwt;

/// <summary>What a token says, as far as it means something here. Nothing of it is to be believed before the signature is checked.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519 §4.1</seealso>
public sealed record JwtClaims
{
    /// <summary>Of whom it speaks; null: of nobody.</summary>
    public string? Subject { get; init; }

    /// <summary>Who made it; null: nobody who says so.</summary>
    public string? Issuer { get; init; }

    /// <summary>For whom it is meant; empty: for anybody.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];

    /// <summary>When it ends; null: never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>From when on it holds; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The channels that it names (<c>channels</c>, a claim of ours); null: it names none.</summary>
    public ImmutableArray<string>? Channels { get; init; }
}
