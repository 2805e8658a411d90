using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis.Cluster;

/// <summary>A node says that another has the key.</summary>
/// <param name="Slot">The key's slot.</param>
/// <param name="To">The other node.</param>
/// <param name="IsLasting">Whether the slot has moved; false: this key alone is asked there, this once.</param>
internal sealed record Redirection(int Slot, RedisAddress To, bool IsLasting)
{
    /// <summary>Reads <c>MOVED 3999 host:port</c> and <c>ASK 3999 host:port</c>; null for all else.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="sender">Who gave it.</param>
    public static Redirection? Of(RespValue answer, RedisAddress sender) =>
        answer is RespValue.Error { Code: "MOVED" or "ASK" } error
        && error.Content.Split(' ') is [var code, var number, var where]
        && int.TryParse(number, out var slot) && slot is >= 0 and < HashSlot.Count
        && RedisAddress.OfRedirection(where, sender) is { } to
            ? new Redirection(slot, to, code == "MOVED")
            : null;
}
