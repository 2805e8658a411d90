using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>Gathers the probes of a run, from all its threads. Ids follow the order in which probes begin.</summary>
internal sealed class ProbeLog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly List<(int Number, Probe Probe)> _probes = [];
    private int _last;

    /// <summary>The time since the run began, in milliseconds.</summary>
    public double NowMs => time.GetElapsedTime(_origin).TotalMilliseconds;

    /// <summary>Begins a probe: gives its number and notes when.</summary>
    public ProbeStart Begin()
    {
        lock (_gate)
            return new ProbeStart(++_last, NowMs);
    }

    /// <summary>Keeps a probe that <see cref="Begin"/> began.</summary>
    public void Add(ProbeStart start, Probe probe)
    {
        lock (_gate)
            _probes.Add((start.Number, probe));
    }

    /// <summary>Everything so far, in the order of beginning.</summary>
    public ImmutableArray<Probe> Snapshot()
    {
        lock (_gate)
            return [.. _probes.OrderBy(entry => entry.Number).Select(entry => entry.Probe)];
    }
}
