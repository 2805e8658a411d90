using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>A hop respells the handshake's headers, and the far end behind it refuses what it takes straight.</summary>
internal sealed class HeaderCaseOnTheWay : IDiagnosisRule
{
    private static readonly string[] Spelled = ["Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("header-names-respelled", CauseNames.HeaderCaseSensitivity)
    {
        Why = "Header names and tokens are case-insensitive, yet some embedded and old servers compare them letter by letter; Go's proxies used to write Sec-Websocket-Key.",
        Source = "RFC 9110 §5.1; reported failures F029, F032, F033; caddy PR 6621, traefik PR 5397.",
        YieldsTo =
        [
            CauseNames.HostHeaderMismatch,
            CauseNames.UpgradeHeaderStripped,
            CauseNames.ForwardedProtoWrong,
            CauseNames.HandshakeHeaderDropped,
            CauseNames.AuthRequired,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { } browser)
            yield break;
        if (way.Arrived is { } arrived)
        {
            string[] respelled = [.. arrived.Headers.Select(h => h.Name).Where(n => Spelled.Any(s => s != n && s.Equals(n, StringComparison.OrdinalIgnoreCase) && n.Any(char.IsUpper)))];
            if (respelled.Length > 0)
                yield return Info.Found(
                    Severity.Info,
                    0.9,
                    Blame.Proxy(evidence),
                    $"{string.Join(", ", respelled)} arrives in this spelling: right by the RFC, but servers that compare letter by letter refuse it.",
                    browser);
            yield break;
        }

        string? hop = evidence.Hops.LastOrDefault(h => h.Name is "caddy" or "traefik")?.Name;
        if (way.Refused && hop is not null && evidence.OpenWay is { } open && way.Status is not (404 or 429 or >= 502) and (< 300 or >= 400)
            && !Blame.HasStripper(evidence) && !Denial.LetIn(way.Varied(Variation.NoOrigin)) && Texts.SaysHostRefused(browser.Exchange) is null)
        {
            yield return Info.Found(
                Severity.Error,
                0.5,
                hop,
                $"The upgrade got {Words.Answer(browser)} through {hop} and opens straight at {open.Route}; {hop} passes upgrades by itself but may respell Sec-WebSocket-* for a server that compares letter by letter.",
                browser,
                open.Browser) with
            {
                Alternatives = [CauseNames.HostHeaderMismatch, CauseNames.UpgradeHeaderStripped],
            };
        }
    }
}
