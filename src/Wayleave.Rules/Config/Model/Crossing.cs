namespace Wayleave.Rules.Config.Model;

/// <summary>One socket's handshake at one hop, and what becomes of it there.</summary>
/// <param name="Hop">The hop.</param>
/// <param name="Socket">The socket.</param>
/// <param name="Handshake">What was asked.</param>
/// <param name="Passage">How it is treated.</param>
public sealed record Crossing(Hop Hop, SocketPath Socket, Handshake Handshake, Passage Passage)
{
    /// <summary>The crossing of the hop in front that leads here; null where a browser or an edge comes.</summary>
    public Crossing? Before { get; init; }

    /// <summary>The outermost crossing of the chain: where a browser or an edge comes. Itself if it is that.</summary>
    public Crossing Browser => Before?.Browser ?? this;

    /// <summary>The hop of the chain, here or further out, that ends TLS; null if none is known to.</summary>
    public Crossing? EndsTls => Passage.Listener is { Tls: true } ? this : Before?.EndsTls;

    /// <summary>A request header as it goes on from here.</summary>
    /// <param name="name">In lower case.</param>
    public HeaderFate Sent(string name) => Passage.Header(name, Handshake);
}
