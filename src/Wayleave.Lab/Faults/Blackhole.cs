using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Takes the request and never answers.</summary>
internal sealed class Blackhole(bool all) : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("blackhole", "Takes the upgrade and never answers it.") { Scoped = true },
        plan => new Blackhole(plan.All));

    public Outcome? OnRequest(Exchange exchange) => all || exchange.IsUpgrade ? new Outcome.Silence() : null;
}
