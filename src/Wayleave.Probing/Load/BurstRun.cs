using Wayleave.Probing.Handshakes;
using Wayleave.Probing.Sessions;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Load;

/// <summary>Many upgrades at once, to see limits on connections and on their rate. Only where the caller asks for it.</summary>
/// <param name="context">The run.</param>
/// <param name="attempt">Shakes hands on the route.</param>
internal sealed class BurstRun(RunContext context, HandshakeAttempt attempt)
{
    /// <summary>The most that are opened, whatever is asked: a doctor must not become the illness.</summary>
    public const int Most = 200;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    /// <summary>Opens them; none is closed before all are answered, so that they count as open at one time.</summary>
    /// <param name="count">How many.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(int count, CancellationToken stop)
    {
        using var deadline = context.Deadline(context.Options.Timeout, stop);
        var attempts = Enumerable.Range(0, Math.Min(count, Most))
            .Select(index => attempt.RunAsync(Variation.Burst, index, refuseBadCertificate: false, deadline.Token)).ToArray();
        var answered = Task.WhenAll(attempts);
        var look = ThenAsync(answered, stop);
        await Task.WhenAll(attempts.Select(async one => await ShortLook.KeepAsync(context, await one, look, stop)));
    }

    private async Task ThenAsync(Task answered, CancellationToken stop)
    {
        await answered;
        await context.PauseAsync(Look, stop);
    }
}
