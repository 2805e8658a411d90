using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>How one hop treats one handshake: what a rule that holds for every product is written against.</summary>
/// <remarks>Whatever is null is not known, and then nothing may be concluded from it.</remarks>
public sealed record Passage
{
    /// <summary>The line to blame for what is absent: the <c>proxy_pass</c>, or its like.</summary>
    public required Span At { get; init; }

    /// <summary>Where the handshake ends up.</summary>
    public required PassageEnd End { get; init; }

    /// <summary>The status that the hop answers with, of one that it answers or redirects itself.</summary>
    public int? Status { get; init; }

    /// <summary>Where a redirect points to, as written.</summary>
    public string? Location { get; init; }

    /// <summary>Why the hop answers itself, in half a sentence that goes on from "since"; null where its status says enough.</summary>
    public string? Because { get; init; }

    /// <summary>Where it came in.</summary>
    public Listener? Listener { get; init; }

    /// <summary>
    /// The host that the browser asks for here, with its port, as the hop's own files have it; where they have none, a name that stands for any. What is sent on is compared with it.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>Where it goes on to.</summary>
    public Upstream? To { get; init; }

    /// <summary>The HTTP version that is spoken to the upstream: 1.0, 1.1, 2.0 or 3.0.</summary>
    public Setting<Version>? Version { get; init; }

    /// <summary>What becomes of request headers, by name in lower case; one that is not listed goes on as it came.</summary>
    public ImmutableDictionary<string, HeaderFate> Headers { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>The headers that an outer level of the hop's files sets and that are lost here, by name in lower case, and the outer line.</summary>
    public ImmutableDictionary<string, Span> Lost { get; init; } = ImmutableDictionary<string, Span>.Empty;

    /// <summary>A block for sockets that the same site has and that this handshake does not come to; null if there is none.</summary>
    public Span? Elsewhere { get; init; }

    /// <summary>The block that took the handshake: the location.</summary>
    public Span? Block { get; init; }

    /// <summary>The method with which it goes on; a browser's is GET.</summary>
    public Setting<string>? Method { get; init; }

    /// <summary>The headers of the answer that the hop takes out, by name in lower case, and the line that says so.</summary>
    public ImmutableDictionary<string, Span> Hidden { get; init; } = ImmutableDictionary<string, Span>.Empty;

    /// <summary>The silence after which the hop ends an open socket; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public Setting<TimeSpan>? Idle { get; init; }

    /// <summary>The age at which the hop ends a socket, busy or not; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public Setting<TimeSpan>? Lifetime { get; init; }

    /// <summary>The largest body of a request that the hop passes on, in bytes; <see cref="long.MaxValue"/>: any. It says nothing of an open socket.</summary>
    public Setting<long>? MaxBody { get; init; }

    /// <summary>Whether the hop holds back streamed answers; it says nothing of an open socket.</summary>
    public Setting<bool>? Buffers { get; init; }

    /// <summary>A header as it goes on to the upstream.</summary>
    /// <param name="name">In lower case.</param>
    /// <param name="handshake">The handshake as it came.</param>
    public HeaderFate Header(string name, Handshake handshake) => Headers.GetValueOrDefault(name) ?? handshake.Header(name);
}
