using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>What an app answered to a handshake.</summary>
/// <param name="Head">The head of its final answer; null if there is none.</param>
/// <param name="End">Its connection.</param>
/// <param name="Behind">What came behind the head: a body's beginning, or the first bytes of the open socket.</param>
/// <param name="Trouble">Why there is no head, in words; null if there is one.</param>
/// <param name="TimedOut">Whether it took too long.</param>
internal sealed record AppAnswer(ResponseHead? Head, ITunnelEnd End, ReadOnlyMemory<byte> Behind, string? Trouble = null, bool TimedOut = false);
