using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A <c>reverse_proxy</c>, or the <c>proxy</c> of Caddy 1.</summary>
/// <param name="At">Its line.</param>
internal sealed record CaddyProxy(Span At) : CaddyStep(At)
{
    /// <summary>Its upstreams as written.</summary>
    public ImmutableArray<(string Address, Span At)> Upstreams { get; init; } = [];

    /// <summary>Whether upstreams are looked up while it runs.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>The policy that chooses among them; null: the default, chance.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether its transport is told to speak TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>Where certificates go unchecked; null if they do not.</summary>
    public Span? Unverified { get; init; }

    /// <summary>The HTTP versions that its transport is told; empty: the default, 1.1 and 2.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    /// <summary>Where they are told.</summary>
    public Span? VersionsAt { get; init; }

    /// <summary>The silence after which its transport gives up; null: never.</summary>
    public Setting<TimeSpan>? ReadTimeout { get; init; }

    /// <summary>The age at which it ends streams; null: never.</summary>
    public Setting<TimeSpan>? StreamTimeout { get; init; }

    /// <summary>How long streams live on after a reload; null: not at all.</summary>
    public Setting<TimeSpan>? StreamCloseDelay { get; init; }

    /// <summary>Whether it believes some peers what they say of the browser.</summary>
    public bool TrustsProxies { get; init; }

    /// <summary>What it changes of the request's headers.</summary>
    public ImmutableArray<CaddyHeaderChange> Headers { get; init; } = [];

    /// <summary>What it changes of the path.</summary>
    public CaddyPathChange? Rewrite { get; init; }

    /// <summary>Of Caddy 1's <c>proxy</c> whether it has <c>websocket</c> or sets the headers itself; null for Caddy 2, which needs neither.</summary>
    public bool? OldPreset { get; init; }

    /// <summary>Whether it speaks HTTP/2 without TLS.</summary>
    public bool IsH2c => Versions.Contains("h2c") || Upstreams.Any(upstream => upstream.Address.StartsWith("h2c://", StringComparison.Ordinal) || upstream.Address.StartsWith("unix+h2c/", StringComparison.Ordinal));
}
