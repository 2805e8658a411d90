using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Answers with a status and the hop's own page instead of asking the app.</summary>
internal sealed class Status(int code, bool all) : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("status", "Answers with that status and the hop's own page; the app is not asked.")
        {
            Shape = ValueShape.Status,
            Scoped = true,
        },
        plan => new Status((int)plan.Value.Number, plan.All));

    public Outcome? OnRequest(Exchange exchange) =>
        all || exchange.IsUpgrade ? exchange.Hop.Page(exchange, code) : null;
}
