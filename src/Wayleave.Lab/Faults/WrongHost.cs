using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Writes another Host than the client's, as nginx does by default (<c>$proxy_host</c>).</summary>
internal sealed class WrongHost(string? host) : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("wrong-host", "Passes requests on with that Host.")
        {
            Shape = ValueShape.Text,
            Default = "",
            DefaultMeaning = "the next hop's own address and port",
        },
        plan => new WrongHost(plan.Value.Text.Length == 0 ? null : plan.Value.Text));

    public Outcome? OnRequest(Exchange exchange)
    {
        exchange.Forwarded = exchange.Forwarded with
        {
            Headers = exchange.Forwarded.Headers.Set("Host", host ?? exchange.Upstream.Authority),
        };
        return null;
    }
}
