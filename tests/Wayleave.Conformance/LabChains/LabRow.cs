using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.LabChains;

/// <summary>A chain of stand-ins in front of an app, and what the doctor must say of it.</summary>
/// <param name="Name">The row's name, unique and stable.</param>
/// <param name="Chain">The chain, in the lab's grammar.</param>
/// <param name="To">The app behind it, as <see cref="LabFarEnds"/> names it.</param>
public sealed record LabRow(string Name, string Chain, string To)
{
    /// <summary>Whether the first hop listens with TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether the lab's authority is given as <c>--ca</c>. Default: yes.</summary>
    public bool TrustLab { get; init; } = true;

    /// <summary>The socket's path.</summary>
    public string Path { get; init; } = "/ws";

    /// <summary>The scheme of the URL examined; null: ws or wss, as the first hop listens.</summary>
    public string? Scheme { get; init; }

    /// <summary>The verdict that a user would find right.</summary>
    public Verdict Verdict { get; init; } = Verdict.Works;

    /// <summary>The cause of the first finding above info; several that are right are separated by bars; null: there must be none.</summary>
    public string? Cause { get; init; }

    /// <summary>The hop which that finding names; several that are right are separated by bars; null: any.</summary>
    public string? Hop { get; init; }

    /// <summary>Whether the app itself is given as <c>--origin</c>.</summary>
    public bool AskOrigin { get; init; }

    /// <summary>Whether each hop after the first is given as <c>--via</c>.</summary>
    public bool AskHops { get; init; }

    /// <summary>Whether the finding must own up to being one of several, and name the probe that would tell.</summary>
    public bool Open { get; init; }

    /// <summary>Further options.</summary>
    public Func<ExaminationOptions, ExaminationOptions> With { get; init; } = options => options;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
