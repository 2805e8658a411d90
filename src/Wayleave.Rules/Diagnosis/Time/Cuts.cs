using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>Tells an idle limit from a lifetime from a reload, by the ends of sockets that were opened one after another.</summary>
/// <remarks>
/// <code>
/// idle limit    silent   |--------x            the busy ones live on
///               pinging     |------------------
/// lifetime      silent   |--------x            each ends at the same age
///               pinging     |--------x
/// reload        silent   |-----------x         all end at one instant
///               pinging     |--------x
/// </code>
/// </remarks>
internal static class Cuts
{
    /// <summary>What the watch of <c>--idle</c> shows on a way; empty if nothing was cut, or nothing was watched.</summary>
    /// <param name="way">The way.</param>
    public static ImmutableArray<Cut> Watched(Way way)
    {
        ImmutableArray<HeldSocket> held = [.. way.Probes.OfType<IdleProbe>().Select(HeldSocket.Of).OfType<HeldSocket>()];
        ImmutableArray<HeldSocket> cut = [.. held.Where(h => h.Cut)];
        if (cut.IsEmpty)
            return [];
        if (cut.Length > 1 && cut.Length == held.Length && Same(cut) is { } same)
            return [same];

        HeldSocket? silent = cut.FirstOrDefault(h => h.Mode == IdleMode.Silent);
        if (silent is null)
            return Age(cut) is { } busyAge ? [busyAge] : [];
        ImmutableArray<HeldSocket> outlived = [.. held.Where(h => h.Age > silent.Age + Tolerance(silent.Age))];
        ImmutableArray<HeldSocket> alike = [.. cut.Where(h => !outlived.Contains(h))];
        if (outlived.IsEmpty)
            return [new Cut(CutPattern.SilenceOrAge, silent.Silence, [silent], [])];

        // A socket that spoke until its end was not cut for its silence: something else ended it, once.
        ImmutableArray<Cut>.Builder found = ImmutableArray.CreateBuilder<Cut>();
        if (silent.Silence > silent.Age / 4)
            found.Add(new Cut(CutPattern.Silence, silent.Silence, alike, outlived));
        if (Age([.. cut.Where(outlived.Contains)]) is { } age)
            found.Add(age);
        return found.ToImmutable();
    }

    /// <summary>What the base run's own hold shows on a way: sockets that ended without a close frame; null if none did, or their ends have nothing in common.</summary>
    /// <param name="way">The way.</param>
    public static Cut? InHold(Way way)
    {
        ImmutableArray<HeldSocket> held = [.. way.Handshakes.Select(HeldSocket.Of).OfType<HeldSocket>()];
        ImmutableArray<HeldSocket> cut = [.. held.Where(h => h.CutWithoutClose && h.Age >= AtOnceSeconds && h.Silence >= 0.4)];
        if (cut.IsEmpty || held.Any(h => !h.Cut && h.Age > cut.Max(c => c.Age) + 0.5))
            return null;
        if (cut.Length == 1)
            return new Cut(CutPattern.SilenceOrAge, cut[0].Silence, cut, []);
        return Same(cut) ?? (Spread(cut, h => h.Silence) < 0.3 ? new Cut(CutPattern.Silence, Mean(cut, h => h.Silence), cut, []) : null);
    }

    /// <summary>Below this age an end is no timer's doing but the answer to the handshake itself.</summary>
    public const double AtOnceSeconds = 0.7;

    // Whichever of age and instant varies least is what the ends have in common; the stagger between the openings is what tells them apart.
    private static Cut? Same(ImmutableArray<HeldSocket> cut)
    {
        double ages = Spread(cut, h => h.Age);
        double instants = Spread(cut, h => h.EndedAt);
        double age = Mean(cut, h => h.Age);
        if (instants < 1 && ages > 0.3 && instants < ages / 3)
            return new Cut(CutPattern.Together, ages, cut, []);
        if (ages > Tolerance(age))
            return null;
        double silences = Spread(cut, h => h.Silence);
        bool busy = cut.Any(h => h.Mode != IdleMode.Silent) || silences > Math.Max(0.3, 3 * ages);
        return busy
            ? new Cut(CutPattern.Age, age, cut, [])
            : new Cut(CutPattern.SilenceOrAge, Mean(cut, h => h.Silence), cut, []);
    }

    private static Cut? Age(ImmutableArray<HeldSocket> cut) =>
        cut.Length > 1 && Same(cut) is { Pattern: not CutPattern.SilenceOrAge } same ? same : null;

    private static double Tolerance(double seconds) => Math.Min(KnownLimits.Tolerance(seconds), Math.Max(0.15, seconds * 0.1));

    private static double Spread(ImmutableArray<HeldSocket> held, Func<HeldSocket, double> of) => held.Max(of) - held.Min(of);

    private static double Mean(ImmutableArray<HeldSocket> held, Func<HeldSocket, double> of) => held.Average(of);
}
