using System.Collections.Immutable;
using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis.Cluster;

/// <summary>Which master has which slots.</summary>
/// <param name="Owners">By slot; null where nobody has it.</param>
internal sealed record SlotMap(ImmutableArray<RedisAddress?> Owners)
{
    /// <summary>All masters.</summary>
    public IEnumerable<RedisAddress> Masters => Owners.OfType<RedisAddress>().Distinct();

    /// <summary>Reads the answer to <c>CLUSTER SLOTS</c>, which Redis 6.2 knows too; null if it is none or names no master.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="sender">Who gave it: the host that is meant where none is named.</param>
    public static SlotMap? Of(RespValue answer, RedisAddress sender)
    {
        var owners = new RedisAddress?[HashSlot.Count];
        var named = false;
        foreach (var range in answer.AsItems())
        {
            if (range.AsItems() is not [var first, var last, var master, ..] || first.AsInteger() is not { } from || last.AsInteger() is not { } to
                || from < 0 || to >= HashSlot.Count || master.AsItems() is not [var host, var port, ..] || port.AsInteger() is not (> 0 and <= 65535 and var number))
                return null;
            // Where the node does not know its own name it sends none, or an empty one.
            var name = host.AsText() is { Length: > 0 } text && text != "?" ? text : sender.Host;
            for (var slot = from; slot <= to; slot++)
                owners[slot] = new RedisAddress(name, (int)number);
            named = true;
        }

        return named ? new SlotMap([.. owners]) : null;
    }

    /// <summary>The same with another owner of one slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="owner">Its owner.</param>
    public SlotMap With(int slot, RedisAddress owner) => new(Owners.SetItem(slot, owner));
}
