using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Cuts every tunnel at a fixed age, busy or not, without a close frame.</summary>
internal sealed class Lifetime(TimeSpan limit) : Fault, ITunnelFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("lifetime", "Cuts every tunnel at that age, busy or not, without a close frame.") { Shape = ValueShape.Time },
        plan => new Lifetime(plan.Value.Time));

    public async Task WatchAsync(Tunnel tunnel, CancellationToken cancellation)
    {
        await Task.Delay(limit, tunnel.Time, cancellation).ConfigureAwait(false);
        tunnel.Cut(Ending.Fin);
    }
}
