using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Tells the app a wrong scheme, as nginx's <c>$scheme</c> does behind an edge that ends TLS.</summary>
internal sealed class Proto(string scheme) : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("proto", "Writes that into X-Forwarded-Proto, whatever the client used: proto=http, proto=wss.") { Shape = ValueShape.Text },
        plan => new Proto(plan.Value.Text));

    public Outcome? OnRequest(Exchange exchange)
    {
        exchange.Forwarded = exchange.Forwarded with { Headers = exchange.Forwarded.Headers.Set("X-Forwarded-Proto", scheme) };
        return null;
    }
}
