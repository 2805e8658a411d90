using Wayleave.Probing.Pages;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>Carries out one run of the doctor: probes in, facts out.</summary>
/// <param name="options">What to examine.</param>
/// <param name="time">The clock.</param>
public sealed class Examination(ExaminationOptions options, TimeProvider time)
{
    private bool IsSocket => options.Target.Scheme is "ws" or "wss";

    /// <summary>Probes the target and returns what was seen.</summary>
    /// <param name="progress">Told what is going on; may be called from several threads.</param>
    /// <param name="cancellation">Ends the run early: what is known so far comes back, marked as interrupted. Never throws for it.</param>
    /// <returns>The facts. Whatever a peer does is a fact, not an exception.</returns>
    public async Task<Run> RunAsync(IProgress<Progress>? progress, CancellationToken cancellation)
    {
        var context = new RunContext(options, time, new ProbeLog(time), progress, cancellation);
        var asked = AskedFacts.Of(options);
        if (IsSocket)
            await new SocketExamination(context, options.Target, socketUrl: null, credentials: true).RunAsync(cancellation);
        else
            asked = asked with { PageOrigin = await new PageExamination(context).RunAsync(cancellation) };
        return new Run
        {
            Target = new Target(options.Target.AbsoluteUri, IsSocket ? TargetKind.Socket : TargetKind.Page),
            Asked = asked,
            Probes = context.Log.Snapshot(),
            Interrupted = cancellation.IsCancellationRequested,
        };
    }
}
