using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>nginx is out of worker connections: everybody gets its own 500, whoever asks.</summary>
internal sealed class OutOfConnections : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("proxy-out-of-connections", CauseNames.WorkerConnectionsExhausted)
    {
        Why = "nginx writes a 500 of its own when no connection is left for the upstream; each proxied socket holds two, and idle ones keep them.",
        Source = "https://github.com/ZoeyVid/NPMplus/issues/1314",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { } browser)
            yield break;

        if (IsNginxs500(browser.Exchange) && way.Probes.OfType<HttpProbe>().FirstOrDefault(p => IsNginxs500(p.Exchange)) is { } plain)
        {
            yield return Info.Found(
                Severity.Error, 0.6, Answerer.Of(browser.Exchange).Hop,
                $"The upgrade and a plain request to {plain.Url} both get {Words.Answer(browser)} in nginx's own words; it writes that when its worker_connections are used up (the log then says \"worker_connections are not enough\").",
                browser,
                plain) with
            {
                Alternatives = [CauseNames.AppError],
                NextProbe = "nginx's error log",
            };
        }
        else if (browser.Opened && Repetition.Of(way) is { } repetition && IsNginxs500(repetition.Refused[0].Probe.Exchange))
        {
            yield return Info.Found(
                repetition.Severity, 0.8, Answerer.Of(repetition.Refused[0].Probe.Exchange).Hop,
                $"{repetition.Counts} in nginx's own words: its worker_connections are used up; each proxied socket takes two.",
                repetition.Probes);
        }
    }

    private static bool IsNginxs500(HttpExchange exchange) => exchange.Status == 500 && Answerer.Of(exchange).Hop is "nginx" or "openresty";
}
