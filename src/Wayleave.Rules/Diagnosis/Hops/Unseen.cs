using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>Signs of hops that do not sign themselves.</summary>
internal static class Unseen
{
    private static readonly string[] AddedByHops = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    /// <summary>What proves a hop that has no name; empty where a named proxy explains it, or nothing shows.</summary>
    /// <param name="evidence">What was seen.</param>
    public static IEnumerable<string> Signs(Evidence evidence)
    {
        if (evidence.Public.Arrived is { } arrived && !Signed(evidence))
        {
            foreach (string name in AddedByHops.Where(n => arrived.Header(n) is not null && !evidence.Asked.HeaderNames.Contains(n, StringComparer.OrdinalIgnoreCase)))
                yield return $"{name} arrived and was not sent";
            if (evidence.Secure && !arrived.Tls)
                yield return "TLS ended before the app";
        }
    }

    private static bool Signed(Evidence evidence) => evidence.Public.Exchanges.Any(e => Products.All.Any(
        p => p.Kind is not HopKind.App && p.Signs.Any(s => s.Shows(e.Exchange))));
}
