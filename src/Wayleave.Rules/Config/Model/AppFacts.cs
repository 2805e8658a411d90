using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>What files tell of the app at the far end. What is null is not known.</summary>
/// <param name="Framework">In lower case, as fixes name it: <c>streamlit</c>, <c>django</c>, <c>fastapi</c>, …</param>
/// <param name="At">The file, or the line that gives it away.</param>
public sealed record AppFacts(string Framework, Span At)
{
    /// <summary>The name under which other containers of its project reach it; null if it has none.</summary>
    public string? Service { get; init; }

    /// <summary>The paths at which it opens sockets.</summary>
    public ImmutableArray<SocketPath> SocketPaths { get; init; } = [];

    /// <summary>How often it sends something on a quiet socket by itself; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public Setting<TimeSpan>? PingInterval { get; init; }

    /// <summary>The address on which it listens, as written or as its default is.</summary>
    public Setting<string>? Address { get; init; }

    /// <summary>The port on which it listens.</summary>
    public Setting<int>? Port { get; init; }

    /// <summary>The largest message that it takes, in bytes.</summary>
    public Setting<long>? MaxMessage { get; init; }

    /// <summary>The age at which it ends every socket itself; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public Setting<TimeSpan>? Lifetime { get; init; }

    /// <summary>The hosts that it answers for, as it writes them (Django's <c>ALLOWED_HOSTS</c>); <c>*</c>: any.</summary>
    public Setting<ImmutableArray<string>>? AllowedHosts { get; init; }

    /// <summary>The Origins that it lets in, as it writes them; <c>*</c>: any. <c>same-host</c>: those whose host is that of Host.</summary>
    public Setting<ImmutableArray<string>>? AllowedOrigins { get; init; }

    /// <summary>The header by which it tells that the browser came over TLS, in lower case, and the value it must have; empty: it believes none.</summary>
    public Setting<string>? ProtoHeader { get; init; }

    /// <summary>Whether it redirects what seems to have come over plain HTTP.</summary>
    public Setting<bool>? RedirectsToHttps { get; init; }
}
