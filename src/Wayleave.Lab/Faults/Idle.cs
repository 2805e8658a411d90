using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Cuts a tunnel on which nothing has moved for a time, without a close frame.</summary>
internal sealed class Idle(TimeSpan limit, bool appOnly = false) : Fault, ITunnelFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("idle", "Cuts a tunnel after that long without a byte either way, without a close frame; replaces the hop's own limit.")
        {
            Shape = ValueShape.Time,
        },
        plan => new Idle(plan.Value.Time));

    public async Task WatchAsync(Tunnel tunnel, CancellationToken cancellation)
    {
        while (limit - (appOnly ? tunnel.SilenceOfApp : tunnel.Silence) is { Ticks: > 0 } left)
            await Task.Delay(left, tunnel.Time, cancellation).ConfigureAwait(false);
        tunnel.Cut(Ending.Fin);
    }
}
