using System.Text;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Sessions;

/// <summary>What a far end of ours says arrived there.</summary>
internal static class FarEnd
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(1);

    /// <summary>Out of the body of an answer that is no 101: a hop had made a plain request of the handshake. Null if it is not signed.</summary>
    public static ArrivedFacts? Told(ResponseHead? head, HttpExchange exchange) =>
        head is not null && head.StatusCode != 101 && Arrived.IsSigned(head) && !exchange.BodyCut ? Parse(Encoding.UTF8.GetBytes(exchange.Body)) : null;

    /// <summary>Asks over an open socket; only a far end that signed its 101 may be asked.</summary>
    public static async Task<ArrivedFacts?> AskAsync(LiveSocket socket, CancellationToken until)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(until);
        patience.CancelAfter(AnswerPatience);
        if (!await socket.SendAsync(Opcode.Text, Encoding.UTF8.GetBytes(Arrived.Question), deadline: patience.Token))
            return null;
        await foreach (var message in socket.MessagesAsync(patience.Token))
            if (message.IsText && Parse(message.Payload.Span) is { } arrived)
                return arrived;

        return null;
    }

    private static ArrivedFacts? Parse(ReadOnlySpan<byte> json) => Arrived.FromJson(json) is not { } arrived ? null : new ArrivedFacts
    {
        Version = arrived.Version,
        Method = arrived.Method,
        Path = arrived.Path,
        Headers = [.. arrived.Headers.Select(line => new HeaderField(line.Name, line.Value))],
        PeerAddress = arrived.PeerAddress,
        Tls = arrived.Tls,
    };
}
