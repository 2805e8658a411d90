using System.Text.Json;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Reads what a far end of ours says about the request that reached it.</summary>
internal static class Arrivals
{
    /// <summary>True if the far end signed its answer as ours.</summary>
    /// <param name="probe">A handshake.</param>
    public static bool IsOurs(HandshakeProbe probe) => probe.Exchange.Header("Wayleave") is not null;

    private const string Signature = "Wayleave";

    /// <summary>What arrived, from the session or from the body of a signed refusal; null where the far end is not ours.</summary>
    /// <param name="probe">A handshake.</param>
    public static ArrivedFacts? Of(HandshakeProbe probe) => probe.Arrived ?? Of(probe.Exchange);

    /// <summary>The value of a header as it was sent; null if it was not.</summary>
    /// <param name="probe">A handshake.</param>
    /// <param name="name">The header's name.</param>
    public static string? Sent(HandshakeProbe probe, string name) =>
        probe.Exchange.RequestHeaders.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>What arrived, from the body of a signed answer; null where the far end is not ours.</summary>
    /// <param name="exchange">A request and its answer.</param>
    public static ArrivedFacts? Of(HttpExchange exchange)
    {
        if (exchange.Header(Signature) is null || !exchange.Body.StartsWith('{'))
            return null;
        try
        {
            return JsonSerializer.Deserialize(exchange.Body, FactsJson.Default.ArrivedFacts);
        }
        catch (JsonException)
        {
            return null; // cut short, or changed on the way
        }
    }
}
