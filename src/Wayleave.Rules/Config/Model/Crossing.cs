namespace Wayleave.Rules.Config.Model;

/// <summary>One socket's handshake at one hop, and what becomes of it there.</summary>
/// <param name="Hop">The hop.</param>
/// <param name="Socket">The socket.</param>
/// <param name="Handshake">What was asked.</param>
/// <param name="Passage">How it is treated.</param>
public sealed record Crossing(Hop Hop, SocketPath Socket, Handshake Handshake, Passage Passage)
{
    /// <summary>A request header as it goes on from here.</summary>
    /// <param name="name">In lower case.</param>
    public HeaderFate Sent(string name) => Passage.Header(name, Handshake);
}
