using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Loses the subprotocols that the client offers.</summary>
internal sealed class DropSubprotocol : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("drop-subprotocol", "Passes the upgrade on without Sec-WebSocket-Protocol."),
        _ => new DropSubprotocol());

    public Outcome? OnRequest(Exchange exchange)
    {
        exchange.Forwarded = exchange.Forwarded with { Headers = exchange.Forwarded.Headers.Without("Sec-WebSocket-Protocol") };
        return null;
    }
}
