using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Deflate;

/// <summary>What both sides agreed on for permessage-deflate.</summary>
/// <param name="ServerNoContextTakeover">Whether the server begins each message with an empty window; default false.</param>
/// <param name="ClientNoContextTakeover">Whether the client does; default false.</param>
/// <param name="ServerMaxWindowBits">The server's window as a power of two, 8 to 15; default 15 (32 KiB).</param>
/// <param name="ClientMaxWindowBits">The client's, likewise.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7692#section-7.1">RFC 7692 §7.1</seealso>
public sealed record DeflateAgreement(
    bool ServerNoContextTakeover = false, bool ClientNoContextTakeover = false, int ServerMaxWindowBits = 15, int ClientMaxWindowBits = 15)
{
    /// <summary>What compresses the messages that we send.</summary>
    /// <param name="role">Which side we are.</param>
    public MessageDeflater CreateDeflater(Role role) => role == Role.Server
        ? new MessageDeflater(ServerNoContextTakeover, ServerMaxWindowBits)
        : new MessageDeflater(ClientNoContextTakeover, ClientMaxWindowBits);

    /// <summary>What inflates the messages that we receive.</summary>
    /// <param name="role">Which side we are.</param>
    public MessageInflater CreateInflater(Role role) =>
        new(role == Role.Server ? ClientNoContextTakeover : ServerNoContextTakeover);
}
