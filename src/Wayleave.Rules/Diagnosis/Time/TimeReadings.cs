using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>Reads the ends of a socket's connections once for all the rules of this group, so that each end is explained by one of them only.</summary>
internal static class TimeReadings
{
    // The base run's hold is short and sends pings on a schedule of its own: its ends say less than those of a watch.
    private const double HoldWeight = 0.75;

    /// <summary>The readings for one socket; empty where nothing ended before its time.</summary>
    /// <param name="evidence">What was seen.</param>
    public static ImmutableArray<TimeReading> Of(Evidence evidence)
    {
        ImmutableArray<Cut> watched = Cuts.Watched(evidence.Public);
        if (!watched.IsEmpty)
            return [.. watched.Select(c => Read(evidence, c, 1))];
        return Cuts.InHold(evidence.Public) is { } held ? [Read(evidence, held, HoldWeight)] : [];
    }

    private static TimeReading Read(Evidence evidence, Cut cut, double weight)
    {
        switch (cut.Pattern)
        {
            case CutPattern.Together:
                return new TimeReading(CauseNames.ReloadDropsConnections, cut, Reloader(evidence, cut), weight * (cut.Ended.Length > 2 ? 0.85 : 0.6));
            case CutPattern.Age:
                Culprit limiter = Culprits.Of(evidence, cut, LimitKind.Lifetime);
                return new TimeReading(CauseNames.MaxConnectionLifetime, cut, limiter, weight * 0.95 * limiter.Certainty);
            case CutPattern.SilenceOrAge when Lifetime(evidence, cut) is { } lifetime:
                return new TimeReading(CauseNames.MaxConnectionLifetime, cut, lifetime, weight * 0.6);
            default:
                Culprit idler = Culprits.Of(evidence, cut, LimitKind.Idle);
                double sure = cut.Pattern == CutPattern.Silence ? 1 : 0.75;
                return new TimeReading(CauseOf(idler.Kind), cut, idler, weight * sure * idler.Certainty);
        }
    }

    // Where silence and age fit alike, a hop that is known for that age and no hop known for that silence decides.
    private static Culprit? Lifetime(Evidence evidence, Cut cut)
    {
        bool idleKnown = KnownLimits.Near(LimitKind.Idle, cut.Seconds).Any(l => evidence.Has(l.Hop));
        Culprit byAge = Culprits.Of(evidence, cut with { Seconds = cut.Ended[0].Age }, LimitKind.Lifetime);
        return !idleKnown && byAge.Limit is not null ? byAge : null;
    }

    private static string CauseOf(HopKind kind) => kind switch
    {
        HopKind.App => CauseNames.IdleTimeoutApp,
        HopKind.Edge or HopKind.Balancer or HopKind.Platform => CauseNames.IdleTimeoutEdge,
        _ => CauseNames.IdleTimeoutProxy,
    };

    private static Culprit Reloader(Evidence evidence, Cut cut)
    {
        if (evidence.Hops.FirstOrDefault(h => h.Kind == HopKind.Proxy) is { } proxy)
            return new Culprit(proxy.Name, proxy.Kind, null, 0.6, "a reload of the proxy does that");
        return cut.End.Kind == EndKind.CloseFrame
            ? new Culprit("app", HopKind.App, null, 0.7, "a restart of the app does that")
            : new Culprit("proxy", HopKind.Proxy, null, 0.6, "a reload of a proxy or a restart of the app does that");
    }
}
