using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>Whoever asked for a WebSocket, over HTTP/1.1 or HTTP/2: how to answer it.</summary>
internal interface IUpgradeClient
{
    /// <summary>Passes an interim answer on (1xx but 101), where the client's protocol has a way.</summary>
    /// <param name="head">The answer.</param>
    ValueTask SendInterimAsync(ResponseHead head);

    /// <summary>Says that the socket is open.</summary>
    /// <param name="answer">A 101 with what goes with it.</param>
    /// <returns>The open connection.</returns>
    ValueTask<ITunnelEnd> AcceptAsync(ResponseHead answer);

    /// <summary>Answers without opening, and lets go of the connection: nothing that the client sent ahead is looked at.</summary>
    /// <param name="answer">The answer; its lines are end-to-end ones.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="cancellationToken">Ends the answer in the middle.</param>
    ValueTask AnswerAsync(ResponseHead answer, Stream? body, CancellationToken cancellationToken);

    /// <summary>The session where the socket is carried; null: its connection is the client's own.</summary>
    CarrySession? Session => null;

    /// <summary>What the client sent behind its request and was read with it: goes to the app once the socket is open.</summary>
    ReadOnlyMemory<byte> Early { get; }
}
