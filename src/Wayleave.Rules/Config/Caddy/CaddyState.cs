using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A handshake on its way through a site's steps.</summary>
/// <param name="Path">Its path by now; null if it cannot be known.</param>
internal sealed record CaddyState(string? Path)
{
    /// <summary>What has become of its headers, by name in lower case.</summary>
    public ImmutableDictionary<string, HeaderFate> Headers { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>The step that ended its way: a <see cref="CaddyProxy"/> or a <see cref="CaddyAnswer"/>; null while it goes on.</summary>
    public CaddyStep? End { get; init; }

    /// <summary>The step that changed its path last; null if none did.</summary>
    public CaddyPathChange? Changed { get; init; }

    /// <summary>Whether a matcher decided of which nothing can be known.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>Whether the host decided, which nobody told.</summary>
    public bool IsByHost { get; init; }

    /// <summary>Whether a matcher took it by its path or by being a handshake.</summary>
    public bool IsMeant { get; init; }

    /// <summary>The groups of the list it is in of which a route was carried out.</summary>
    public ImmutableHashSet<string> Groups { get; init; } = [];

    /// <summary>Whether a route let nothing behind it be carried out.</summary>
    public bool IsDone { get; init; }
}
