using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Ends the connection with a TCP reset instead of an answer.</summary>
internal sealed class Reset(bool all) : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("reset", "Answers the upgrade with a TCP reset.") { Scoped = true },
        plan => new Reset(plan.All));

    public Outcome? OnRequest(Exchange exchange) => all || exchange.IsUpgrade ? new Outcome.End(Ending.Reset) : null;
}
