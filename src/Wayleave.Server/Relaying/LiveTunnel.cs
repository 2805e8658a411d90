namespace Wayleave.Server.Relaying;

/// <summary>An open socket: what is known of it, and the tunnel itself.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Tunnel">The tunnel.</param>
internal sealed record LiveTunnel(TunnelInfo Info, Tunnel Tunnel);
