using Wayleave.Lab.Engine;

namespace Wayleave.Lab.Faults;

/// <summary>A fault beside an open tunnel: it watches and at some point cuts.</summary>
public interface ITunnelFault
{
    /// <summary>Watches a tunnel until it is time to end it with <see cref="Tunnel.Cut"/>, or until it has ended.</summary>
    /// <param name="tunnel">The tunnel.</param>
    /// <param name="cancellation">Cancelled when the tunnel has ended.</param>
    Task WatchAsync(Tunnel tunnel, CancellationToken cancellation);
}
