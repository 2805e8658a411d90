using System.Collections.Immutable;
using Wayleave.Protocol.Http;

namespace Wayleave.Probing;

/// <summary>What may be secret in what the caller gave, as far as it may go on a route: own host only.</summary>
/// <param name="options">What the caller gave.</param>
/// <param name="route">The way.</param>
internal sealed class Credentials(ExaminationOptions options, ProbeRoute route)
{
    private static readonly string[] TokenNames =
    [
        "token", "auth", "ticket", "key", "jwt", "sig", "signature", "secret", "password", "session", "sid", "code", "bearer",
    ];

    /// <summary>The Cookie header's value; null where none was given or it may not go there.</summary>
    public string? Cookie => route.Credentials ? options.Cookie : null;

    /// <summary>The caller's extra headers; empty where they may not go there.</summary>
    public HeaderLines Headers => route.Credentials ? [.. options.Headers.Select(line => new HeaderLine(line.Name, line.Value))] : HeaderLines.Empty;

    /// <summary>Cookie and extra headers together, for a plain request.</summary>
    public HeaderLines All => Cookie is { } cookie ? Headers.Set("Cookie", cookie) : Headers;

    /// <summary>Path and query as they may go there: without tokens where they may not.</summary>
    public string Target => route.Credentials ? route.Url.PathAndQuery : TargetWithout();

    /// <summary>True if the caller gave any credential.</summary>
    public bool Given =>
        options.Cookie is not null
        || options.Headers.Any(line => IsCredentialHeader(line.Name))
        || QueryMembers().Any(IsTokenMember)
        || options.Subprotocols.Any(LooksLikeToken);

    /// <summary>The caller's extra headers without those that prove who is calling.</summary>
    public HeaderLines HeadersWithout() => [.. Headers.Where(line => !IsCredentialHeader(line.Name))];

    /// <summary>The subprotocols without those that carry a token.</summary>
    public ImmutableArray<string> SubprotocolsWithout() => [.. options.Subprotocols.Where(name => !LooksLikeToken(name))];

    /// <summary>Path and query without the members that are named like tokens.</summary>
    public string TargetWithout()
    {
        var kept = string.Join('&', QueryMembers().Where(member => !IsTokenMember(member)));
        return kept.Length > 0 ? $"{route.Url.AbsolutePath}?{kept}" : route.Url.AbsolutePath;
    }

    private string[] QueryMembers() =>
        route.Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsTokenMember(string member)
    {
        var name = member.Split('=', 2)[0];
        // Socket.IO's own session id and Engine.IO's version are no credentials.
        return member.Contains('=') && !name.Equals("sid", StringComparison.OrdinalIgnoreCase) && Words(name).Any(TokenNames.Contains);
    }

    private static bool IsCredentialHeader(string name) =>
        name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase)
        || Words(name).Any(TokenNames.Contains);

    // access_token, accessToken, access-token and x.token all end in the same word.
    private static IEnumerable<string> Words(string name)
    {
        var spaced = string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return spaced.Split([' ', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Append(name.ToLowerInvariant());
    }

    private static bool LooksLikeToken(string subprotocol) =>
        subprotocol.Contains("bearer", StringComparison.OrdinalIgnoreCase)
        || subprotocol.Contains("token", StringComparison.OrdinalIgnoreCase)
        || subprotocol.StartsWith("ey", StringComparison.Ordinal) && subprotocol.Count(letter => letter == '.') == 2
        || subprotocol.Length >= 40;
}
