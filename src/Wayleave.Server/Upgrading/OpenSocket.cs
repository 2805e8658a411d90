using Wayleave.Server.Destinations;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>A socket that has just opened, on its way to be relayed.</summary>
/// <param name="Live">The socket.</param>
/// <param name="Lease">Its place at its destination.</param>
/// <param name="FromApp">What the app sent with its answer.</param>
/// <param name="FromClient">What the client sent with its request.</param>
internal sealed record OpenSocket(LiveTunnel Live, DestinationLease Lease, ReadOnlyMemory<byte> FromApp, ReadOnlyMemory<byte> FromClient);
