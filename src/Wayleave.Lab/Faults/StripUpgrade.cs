using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Passes an upgrade on as a plain request, as nginx does without its two header lines.</summary>
internal sealed class StripUpgrade : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("strip-upgrade", "Passes the upgrade on as plain HTTP, without Upgrade and Connection."),
        _ => new StripUpgrade());

    public Outcome? OnRequest(Exchange exchange)
    {
        // The Sec-WebSocket-* lines stay: they are end-to-end, and the hop does not know them.
        exchange.Forwarded = exchange.Forwarded with
        {
            Headers = exchange.Forwarded.Headers.Without("Upgrade").Set("Connection", "close"),
        };
        return null;
    }
}
