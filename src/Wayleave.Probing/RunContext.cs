using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>What all probes of a run share.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Where the probes go.</param>
/// <param name="Reporter">Told what is going on; null: nobody listens.</param>
/// <param name="Stop">Set when the caller wants no more.</param>
internal sealed record RunContext(
    ExaminationOptions Options, TimeProvider Time, ProbeLog Log, IProgress<Progress>? Reporter, CancellationToken Stop)
{
    /// <summary>The proxy that all connections go through; null: none.</summary>
    public Uri? Proxy => Options.UseProxy ? Options.SystemProxy : null;

    /// <summary>Says on the terminal what is going on.</summary>
    public void Report(string text, TimeSpan? remaining = null, TimeSpan? total = null) =>
        Reporter?.Report(new Progress(text, remaining, total));

    /// <summary>Reports and keeps a finished probe; not one that only the caller's stop cut short, since it says nothing about the peer.</summary>
    public void Keep(ProbeStart start, Probe probe)
    {
        if (Stop.IsCancellationRequested && FailureOf(probe)?.Kind == FailureKind.TimedOut)
            return;
        Log.Add(start, probe);
        var where = probe.Route == Probe.PublicRoute ? "" : $" at {probe.Route}";
        Report($"{probe.Name}{where}: {probe.Outcome}");
    }

    private static Failure? FailureOf(Probe probe) => probe switch
    {
        DnsProbe dns => dns.Failure,
        TcpProbe tcp => tcp.Failure,
        TlsProbe tls => tls.Failure,
        HttpProbe http => http.Exchange.Failure,
        HandshakeProbe handshake => handshake.Exchange.Failure,
        _ => null,
    };

    /// <summary>Chance that is the same in every run with the same seed, whatever order the probes run in.</summary>
    /// <param name="label">Who asks: each label has numbers of its own.</param>
    public Random Chance(string label)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u ^ (uint)Options.Seed;
        foreach (var letter in label)
            hash = (hash ^ letter) * 16777619u;
        return new Random((int)hash);
    }

    /// <summary>A deadline on this run's clock, which also ends with <paramref name="outer"/>.</summary>
    public CancellationTokenSource Deadline(TimeSpan after, CancellationToken outer) => new LinkedDeadline(Time, after, outer);

    /// <summary>Waits on this run's clock; returns early, without complaint, when <paramref name="stop"/> is set.</summary>
    public async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
