using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Picks the hop to change where the evidence shows that one of several does the harm.</summary>
internal static class Blame
{
    /// <summary>The probe that separates the app from what stands before it.</summary>
    public const string AskOrigin = "--origin HOST:PORT (the app's own address)";

    /// <summary>The hop that strips the upgrade: the first known one that passes upgrades only where told to, else an unsigned proxy.</summary>
    /// <remarks>Edges and cloud balancers pass upgrades by themselves, so they are not suspected here.</remarks>
    /// <param name="evidence">What was seen.</param>
    public static string Stripper(Evidence evidence) =>
        Before(evidence).FirstOrDefault(h => Products.Named(h.Name) is { StripsByDefault: true })?.Name
        ?? Before(evidence).FirstOrDefault(h => h.Kind == HopKind.Proxy)?.Name
        ?? Chain.Unsigned;

    /// <summary>True if a hop stands in the chain that passes upgrades only where told to.</summary>
    /// <param name="evidence">What was seen.</param>
    public static bool HasStripper(Evidence evidence) => evidence.Hops.Any(h => Products.Named(h.Name) is { StripsByDefault: true });

    /// <summary>The project's own proxy: the innermost known one before the app, else an unsigned one.</summary>
    /// <param name="evidence">What was seen.</param>
    public static string Proxy(Evidence evidence) => Before(evidence).LastOrDefault(h => h.Kind == HopKind.Proxy)?.Name ?? Chain.Unsigned;

    /// <summary>The outermost hop before the app that shows itself, else an unsigned proxy.</summary>
    /// <param name="evidence">What was seen.</param>
    public static string First(Evidence evidence) =>
        Before(evidence).FirstOrDefault(h => h.Kind is HopKind.Edge or HopKind.Balancer or HopKind.Platform or HopKind.Proxy)?.Name ?? Chain.Unsigned;

    /// <summary>The edge in front, if one shows itself.</summary>
    /// <param name="evidence">What was seen.</param>
    public static string? Edge(Evidence evidence) => evidence.Hops.FirstOrDefault(h => h.Kind is HopKind.Edge)?.Name;

    /// <summary>True if an edge wrote the answer to the handshake: by its own page, or by a status that only edges use.</summary>
    /// <param name="way">A way.</param>
    public static bool EdgeAnswered(Way way) => Products.Named(way.Answer.Hop) is { Kind: HopKind.Edge } || way.Status is >= 520 and <= 530;

    /// <summary>True if nothing between the client and the app shows itself or is proved.</summary>
    /// <param name="evidence">What was seen.</param>
    public static bool Nobody(Evidence evidence) => !evidence.Hops.Any(h => h.Kind is HopKind.Edge or HopKind.Balancer or HopKind.Platform or HopKind.Proxy);

    // Where a way past some hops opens, the hops that are still seen on it are not to blame.
    private static IEnumerable<Hop> Before(Evidence evidence)
    {
        if (evidence.OpenWay is not { } open)
            return evidence.Hops;
        HashSet<string> beyond =
        [
            .. open.Exchanges.SelectMany(e => Products.All.Where(p => p.Signs.Any(s => s.Shows(e.Exchange))).Select(p => p.Name)),
        ];
        Hop[] before = [.. evidence.Hops.Where(h => !beyond.Contains(h.Name))];
        return before.Any(h => h.Kind is HopKind.Edge or HopKind.Balancer or HopKind.Platform or HopKind.Proxy) ? before : [];
    }
}
