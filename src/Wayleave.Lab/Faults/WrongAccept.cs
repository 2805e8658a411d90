using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Faults;

/// <summary>Gives the client the accept value of another key, as a hop does that opens a handshake of its own inwards.</summary>
internal sealed class WrongAccept : Fault, IAnswerFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("wrong-accept", "Lets the 101 through with a Sec-WebSocket-Accept that belongs to another key."),
        _ => new WrongAccept());

    public ValueTask<ResponseHead> OnAnswerAsync(Exchange exchange, ResponseHead answer, CancellationToken cancellation)
    {
        if (answer.StatusCode != 101)
            return new(answer);
        string otherKey = Convert.ToBase64String(exchange.Chance.Bytes(16));
        return new(answer with { Headers = answer.Headers.Set("Sec-WebSocket-Accept", AcceptKey.For(otherKey)) });
    }
}
