using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What a run is judged by: the target socket, or the sockets that the target page opens.</summary>
internal static class Subjects
{
    /// <summary>The evidence for each socket to judge; the page's own URL where it opens none. Never empty.</summary>
    /// <param name="run">The run.</param>
    public static ImmutableArray<Evidence> Of(Run run)
    {
        if (run.Target.Kind == TargetKind.Socket)
            return [new Evidence(run, run.Target.Url)];

        ImmutableArray<Evidence> sockets =
        [
            .. run.Probes.OfType<PageProbe>()
                .SelectMany(p => p.Sockets)
                .GroupBy(s => s.Url, StringComparer.Ordinal)
                .Where(g => Uri.TryCreate(g.Key, UriKind.Absolute, out _))
                .Select(g => (Evidence: new Evidence(run, g.Key), Certain: g.Any(s => s.Certain)))
                .Where(s => s.Certain || !IsAbsent(s.Evidence))
                .Select(s => s.Evidence),
        ];
        return sockets.IsEmpty ? [new Evidence(run, run.Target.Url)] : sockets;
    }

    // A known app's usual path that answers a plain 404 (or was never tried) is simply not there: no fault of the page.
    private static bool IsAbsent(Evidence evidence) =>
        evidence.Public.Browser is not { } browser || browser.Exchange.Status is 404;
}
