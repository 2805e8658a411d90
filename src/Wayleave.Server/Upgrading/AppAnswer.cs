using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>What an app answered to a handshake.</summary>
/// <param name="Head">The head of its final answer; null if there is none.</param>
/// <param name="End">Its connection.</param>
/// <param name="Reader">Reads on behind the head: a body.</param>
/// <param name="Trouble">Why there is no head, in words; null if there is one.</param>
/// <param name="TimedOut">Whether it took too long.</param>
internal sealed record AppAnswer(ResponseHead? Head, ITunnelEnd End, AnswerReader Reader, string? Trouble = null, bool TimedOut = false)
{
    /// <summary>What came with the head of an open socket: its first bytes. The reader has no more to do.</summary>
    public ReadOnlyMemory<byte> TakeFirstBytes()
    {
        var first = Reader.Unread.ToArray();
        Reader.Release();
        return first;
    }
}
