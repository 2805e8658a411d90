using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Faults;

/// <summary>Speaks HTTP/1.0 to the next hop, as old nginx does by default. The upgrade's headers stay: some servers accept them all the same.</summary>
internal sealed class Http10 : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("http10", "Passes requests on as HTTP/1.0, which knows no upgrade."),
        _ => new Http10());

    public Outcome? OnRequest(Exchange exchange)
    {
        exchange.Forwarded = exchange.Forwarded with { Version = HttpVersion.Http10 };
        return null;
    }
}
