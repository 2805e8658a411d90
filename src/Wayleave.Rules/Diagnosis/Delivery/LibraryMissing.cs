using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The app's server has no WebSocket support: it says so, or answers the upgrade as a plain request with nothing in between.</summary>
internal sealed class LibraryMissing : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("app-server-without-websockets", CauseNames.ServerLibMissing)
    {
        Why = "uvicorn without websockets or wsproto, and every WSGI server, take an upgrade for an ordinary request.",
        Source = "uvicorn.org (installation: uvicorn[standard]); reported failure F054.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || way.Browser is not { } browser)
            yield break;
        // Straight there it opens: then there is a library.
        if (evidence.OpenWay is not null)
            yield break;
        if (Upgrades.Unsupported(way))
        {
            yield return Info.Found(
                Severity.Error,
                evidence.FailsDirectToo ? 0.97 : 0.82,
                Chain.App,
                $"The upgrade got {Words.Answer(browser)} with \"Unsupported upgrade request.\": uvicorn has no WebSocket library, or a hop drops Upgrade and keeps Connection.",
                browser) with
            {
                FixFor = ["uvicorn", "any"],
                Alternatives = evidence.FailsDirectToo ? [] : [CauseNames.UpgradeHeaderStripped],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
            yield break;
        }

        Way far = evidence.FailsDirectToo ? evidence.Direct[^1] : way;
        bool nothingBetween = evidence.FailsDirectToo || (evidence.Direct.IsEmpty && !Blame.HasStripper(evidence));
        string server = far.Browser?.Exchange.Header("Server") ?? "";
        string? product = far.Answer.IsApp ? far.Answer.Product : null;
        bool wsgi = product is "werkzeug" || server.StartsWith("WSGIServer", StringComparison.OrdinalIgnoreCase) || server.Contains("CPython", StringComparison.Ordinal);
        bool asPlain = Upgrades.AnsweredAsPlain(far) || (far.Refused && far.PlainGet is null);
        if (!nothingBetween || !asPlain || far.Status is not (200 or 400 or 404 or 405) || !(Upgrades.AppSawPlain(far) || wsgi) || Texts.SaysHostRefused(far.Browser!.Exchange) is not null)
            yield break;
        yield return Info.Found(
            Severity.Error,
            evidence.FailsDirectToo || server.Length > 0 ? 0.86 : 0.72,
            Chain.App,
            $"The upgrade got {Words.Answer(far.Browser)}{(evidence.FailsDirectToo ? $" also straight at {far.Route}" : "")}, as a plain request does{(server.Length > 0 ? $", from {server}" : "")}: the app's server runs without WebSocket support.",
            browser,
            far.Browser,
            far.PlainGet) with
        {
            FixFor = [product ?? "uvicorn", "uvicorn", "django", "any"],
            Alternatives = [CauseNames.PathNotRouted],
        };
    }
}
