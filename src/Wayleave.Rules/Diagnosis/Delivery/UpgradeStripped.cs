using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The far end took the upgrade for a plain request: it says so, or answers as it does to one.</summary>
internal sealed class UpgradeStripped : IDiagnosisRule
{
    // Only what a request on this way could have lost: statuses that say something else have rules of their own.
    private static bool Passed(Evidence evidence) => evidence.Public.Status is not (null or 401 or 429) and (< 300 or >= 400) and < 502;

    // Tornado answers 404 only where no handler is, whether or not it is an upgrade.
    private static bool PathIsOther(Way way) => way.Status is 404 && way.Answer.Product is "tornado" or "ws";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("upgrade-arrives-as-plain-http", CauseNames.UpgradeHeaderStripped)
    {
        Why = "Upgrade and Connection are hop-by-hop headers: a proxy drops them unless it is told to put them back.",
        Source = "RFC 9110 §7.6.1 and §7.8; nginx.org/en/docs/http/websocket.html; reported failures F001, F012, F021.",
        YieldsTo =
        [
            CauseNames.Http10Upstream,
            CauseNames.SchemePortMismatch,
            CauseNames.MixedContent,
            CauseNames.HeadersLostInLocation,
            CauseNames.ServerLibMissing,
            CauseNames.ClientUrlWrong,
            CauseNames.BackendDownMasked,
            CauseNames.HandshakeCorrupted,
            CauseNames.ProxyProtocolMismatch,
            CauseNames.PlatformNoWebsockets,
            CauseNames.CompressionNegotiation,
            CauseNames.SubprotocolMalformed,
            CauseNames.HandshakeHeaderDropped,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Arrived is { } arrived && arrived.Header("Upgrade") is null && !way.Opened)
        {
            yield return Info.Found(
                Severity.Error,
                0.99,
                Blame.Stripper(evidence),
                $"The far end is ours and reports {arrived.Version} {arrived.Method} {arrived.Path} without Upgrade (Connection: {arrived.Header("Connection") ?? "absent"}): a hop passes the upgrade as a plain request.",
                way.Browser);
            yield break;
        }

        if (!way.Refused || !Passed(evidence))
            yield break;
        if (way.Status is 403 && way.Answer.Hop == "envoy" && Upgrades.PlainWell(way) is { } passes)
        {
            yield return Info.Found(
                Severity.Error,
                0.85,
                "envoy",
                $"The upgrade got Envoy's own empty {Words.Answer(way.Browser)} while a plain request to {passes.Url} got {Words.Answer(passes.Exchange)}: the route that matches has no upgrade_configs for websocket.",
                way.Browser,
                passes);
            yield break;
        }

        string? sentence = Upgrades.Sentence(way) ?? (evidence.OpenWay is not null && Upgrades.Unsupported(way) ? "\"Unsupported upgrade request.\"" : null);
        bool asPlain = Upgrades.AnsweredAsPlain(way);
        bool appSawPlain = Upgrades.AppSawPlain(way);
        Way? open = evidence.OpenWay;
        string hop = Blame.Stripper(evidence);
        string plain = asPlain ? ", the very answer that a plain GET gets" : "";
        string by = way.Browser!.Exchange.Header("Server") is { } server ? $" from {server}" : "";
        if (open is not null && (sentence is not null || appSawPlain || asPlain) && !PathIsOther(way))
        {
            yield return Info.Found(
                Severity.Error,
                sentence is not null || appSawPlain ? 0.97 : 0.86,
                hop,
                $"The upgrade got {Words.Answer(way.Browser)}{by}{(sentence is null ? plain : $" ({sentence})")}, and straight to {open.Route} it opens: the hop before it drops Upgrade.",
                way.Browser,
                way.PlainGet,
                open.Browser);
        }
        else if (sentence is not null && !evidence.FailsDirectToo)
        {
            yield return Info.Found(
                Severity.Error,
                Blame.HasStripper(evidence) ? 0.95 : 0.88,
                hop,
                $"The upgrade got {Words.Answer(way.Browser)}{by}: the app says {sentence}, so the Upgrade and Connection headers that were sent did not reach it.",
                way.Browser,
                way.PlainGet) with
            {
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
        else if (open is null && !evidence.FailsDirectToo && Blame.HasStripper(evidence) && !Upgrades.IsHop(way.Answer) && (appSawPlain || (asPlain && !PathIsOther(way))))
        {
            yield return Info.Found(
                Severity.Error,
                appSawPlain ? 0.84 : way.Status is 400 or 426 ? 0.8 : way.Status is 200 && !Upgrades.CatchAll(way) ? 0.5 : 0.62,
                hop,
                $"The upgrade got {Words.Answer(way.Browser)}{by}{plain}: whoever answered saw no upgrade, and {hop} passes one only where it is told to.",
                way.Browser,
                way.PlainGet) with
            {
                Alternatives = [CauseNames.ServerLibMissing, CauseNames.PathNotRouted],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        }
    }
}
