using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>The app refuses a handshake that does not offer the subprotocol it needs.</summary>
internal sealed class SubprotocolNeeded : IDiagnosisRule
{
    private static readonly string[] Phrases = ["subprotocol", "sub-protocol", "sec-websocket-protocol"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("app-that-needs-a-subprotocol", CauseNames.SubprotocolRequired)
    {
        Why = "The refusal speaks of the subprotocol, or the same handshake opens as soon as one is offered.",
        Source = "https://github.com/emqx/emqx/issues/48",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || evidence.Asked.Subprotocols.Any(s => !Tokens.Is(s)))
            yield break;
        SessionEnd? end = evidence.Public.EndedByPeer is { AtMs: < 2000 } e ? e : null;
        if (!evidence.Public.Refused && end is not { Kind: EndKind.CloseFrame })
            yield break;

        bool none = evidence.Asked.Subprotocols.IsEmpty;
        string given = none ? "no subprotocol" : $"the subprotocol {string.Join(", ", evidence.Asked.Subprotocols)}";
        string answer = end is null ? Words.Answer(browser) : $"close code {Words.Number(end.Code ?? 1005)}{(end.Reason.Length > 0 ? $" \"{end.Reason}\"" : "")}";
        if (none && evidence.Public.Varied(Variation.ExtraSubprotocol) is { Session: not null } extra && Holds(extra) && OthersFail(evidence))
        {
            string name = extra.Subprotocol ?? "one";
            yield return Found(0.95, $"Offering {given} leads to {answer}; offering {name} opens the socket.", browser, extra);
        }
        else if (end is { Code: 4406 } || Says(end?.Reason) || (end is null && (Says(browser.Exchange.Body) || Says(browser.Exchange.Reason))))
        {
            yield return Found(0.9, $"Offering {given} leads to {answer}, which speaks of the subprotocol.", browser);
        }
        else if (none && end is null && browser.Exchange.Status == 400 && Known(evidence.Socket) is { } usual && !evidence.Public.SameAsPlain)
        {
            yield return Found(0.5, $"Offering no subprotocol leads to {answer}, and a server at such a path usually needs one ({usual}).", browser) with
            {
                Alternatives = [CauseNames.UpgradeHeaderStripped],
                NextProbe = $"--subprotocol {usual}",
            };
        }
    }

    private Finding Found(double confidence, string summary, params Probe[] probes) =>
        Info.Found(Severity.Error, confidence, Chain.App, summary + " Give the one that the page uses with --subprotocol.", probes);

    private static bool Holds(HandshakeProbe probe) =>
        probe.Session!.End.Kind is EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered && probe.Flaws.All(f => f == HandshakeFlaw.SubprotocolMissing);

    // Where other handshakes without a subprotocol open too, chance chose or another variation did.
    private static bool OthersFail(Evidence evidence) => evidence.Public.Handshakes.All(h =>
        h.Variation is Variation.ExtraSubprotocol || h is not { Opened: true, Session.End.Kind: EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered });

    private static string? Known(Uri socket)
    {
        string path = socket.AbsolutePath.ToUpperInvariant();
        return path switch
        {
            _ when path.Contains("MQTT", StringComparison.Ordinal) => "mqtt",
            _ when path.Contains("OCPP", StringComparison.Ordinal) => "ocpp1.6",
            _ when path.EndsWith("/GRAPHQL", StringComparison.Ordinal) || path.EndsWith("/SUBSCRIPTIONS", StringComparison.Ordinal) => "graphql-transport-ws",
            _ when path.Contains("STOMP", StringComparison.Ordinal) => "v12.stomp",
            _ when path.Contains("WAMP", StringComparison.Ordinal) => "wamp.2.json",
            _ => null,
        };
    }

    private static bool Says(string? text) => text is not null && Phrases.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
}
