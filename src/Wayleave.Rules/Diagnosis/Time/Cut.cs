using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>Sockets that were ended by the far side, and what their ends have in common.</summary>
/// <param name="Pattern">What they have in common.</param>
/// <param name="Seconds">The silence or the age at which they ended, in seconds; for an end together the spread of the ages.</param>
/// <param name="Ended">The sockets that ended.</param>
/// <param name="Outlived">The sockets that were still open at that time.</param>
internal sealed record Cut(CutPattern Pattern, double Seconds, ImmutableArray<HeldSocket> Ended, ImmutableArray<HeldSocket> Outlived)
{
    /// <summary>The probes of all the sockets compared.</summary>
    public Probe[] Probes => [.. Ended.Concat(Outlived).Select(h => h.Probe)];

    /// <summary>The end of the first of them.</summary>
    public SessionEnd End => Ended[0].End;

    /// <summary>True if sockets on which we sent pings lived on.</summary>
    public bool PingsHelp => Outlived.Any(h => h.Mode == IdleMode.Pinging);

    /// <summary>True if sockets on which we sent messages lived on.</summary>
    public bool MessagesHelp => Outlived.Any(h => h.Mode == IdleMode.Sending);

    /// <summary>True if pings did not keep the socket open, and messages did.</summary>
    public bool MessagesOnly => MessagesHelp && Ended.Any(h => h.Mode == IdleMode.Pinging);

    /// <summary>True if our own sending did not keep the socket open, and only pings did, which the far end answers.</summary>
    public bool CountsAnswersOnly => PingsHelp && Ended.Any(h => h.Mode == IdleMode.Sending);
}
