using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Probing.Names;

/// <summary>A name as this machine's resolver knows it.</summary>
/// <param name="Addresses">Its addresses; not empty.</param>
/// <param name="Canonical">The name at the end of its CNAMEs; null if it is the name itself, or unknown.</param>
internal sealed record SystemName(ImmutableArray<IPAddress> Addresses, string? Canonical = null);
