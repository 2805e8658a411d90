using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>Carries out one run of the doctor: probes in, facts out.</summary>
/// <param name="options">What to examine.</param>
/// <param name="time">The clock.</param>
public sealed class Examination(ExaminationOptions options, TimeProvider time)
{
    /// <summary>Probes the target and returns what was seen.</summary>
    /// <param name="progress">Told what is going on; may be called from several threads.</param>
    /// <param name="cancellation">Ends the run early: what is known so far comes back, marked as interrupted. Never throws for it.</param>
    /// <returns>The facts. Whatever a peer does is a fact, not an exception.</returns>
    public Task<Run> RunAsync(IProgress<Progress>? progress, CancellationToken cancellation)
    {
        _ = time;
        _ = cancellation;
        progress?.Report(new Progress("nothing is probed yet"));
        return Task.FromResult(new Run
        {
            Target = new Target(options.Target.AbsoluteUri, options.Target.Scheme is "ws" or "wss" ? TargetKind.Socket : TargetKind.Page),
            Asked = new Asked { PageOrigin = options.PageOrigin ?? options.Target.GetLeftPart(UriPartial.Authority) },
            Probes = [],
        });
    }
}
