using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Behaves as with several backends taking turns, of which the last is down.</summary>
internal sealed class OneOf(long backends, bool all) : Fault, IRequestFault
{
    private long _upgrades;
    private long _plain;

    public static FaultKind Kind { get; } = new(
        new SettingWord("one-of", "Behaves as if one of that many backends were down: every N-th upgrade, the first one after N-1 good ones, gets 502.")
        {
            Shape = ValueShape.Count,
            Scoped = true,
        },
        plan => new OneOf(plan.Value.Number, plan.All));

    public Outcome? OnRequest(Exchange exchange)
    {
        // Each kind takes turns of its own: a plain request between two upgrades must not shift which one fails.
        long turn = exchange.IsUpgrade ? Interlocked.Increment(ref _upgrades) : all ? Interlocked.Increment(ref _plain) : 1;
        return turn % backends == 0 && (all || exchange.IsUpgrade)
            ? exchange.Hop.Page(exchange, exchange.Hop.StatusOf(UpstreamFailure.ClosedEarly))
            : null;
    }
}
