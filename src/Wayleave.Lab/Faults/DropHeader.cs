using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Loses one request header, as a CDN's header policy does.</summary>
internal sealed class DropHeader(string name) : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("drop-header", "Passes requests on without the header of that name.") { Shape = ValueShape.Text, Repeatable = true },
        plan => new DropHeader(plan.Value.Text));

    public Outcome? OnRequest(Exchange exchange)
    {
        exchange.Forwarded = exchange.Forwarded with { Headers = exchange.Forwarded.Headers.Without(name) };
        return null;
    }
}
