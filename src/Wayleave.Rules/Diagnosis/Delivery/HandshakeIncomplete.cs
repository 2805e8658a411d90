using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The handshake as sent lacks something that RFC 6455 demands, and the far end refuses it.</summary>
internal sealed class HandshakeIncomplete : IDiagnosisRule
{
    private static string? Missing(HandshakeProbe probe)
    {
        if (Arrivals.Sent(probe, "Sec-WebSocket-Key") is not { Length: 24 })
            return "without a Sec-WebSocket-Key of 24 characters";
        if (Arrivals.Sent(probe, "Sec-WebSocket-Version") != "13")
            return "without Sec-WebSocket-Version: 13";
        if (Arrivals.Sent(probe, "Upgrade")?.Contains("websocket", StringComparison.OrdinalIgnoreCase) != true)
            return "without Upgrade: websocket";
        return Arrivals.Sent(probe, "Connection")?.Contains("upgrade", StringComparison.OrdinalIgnoreCase) == true ? null : "without Connection: Upgrade";
    }

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("handshake-sent-incomplete", CauseNames.ClientHandshakeMalformed)
    {
        Why = "Headers given by the caller replaced the handshake's own; servers and HAProxy check them.",
        Source = "RFC 6455 §4.1; reported failure F119.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (!evidence.Public.Refused || evidence.Browser is not { } browser || browser.Exchange.Status is not (400 or 403 or 426))
            yield break;
        string? missing = Missing(browser);
        if (missing is null)
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.93,
            Chain.Client,
            $"The handshake was sent {missing} and got {Words.Answer(browser)}: the client's own request is incomplete.",
            browser);
    }
}
