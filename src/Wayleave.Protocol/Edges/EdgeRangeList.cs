using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Protocol.Edges;

/// <summary>The networks that one edge connects from, and where that is known from.</summary>
/// <param name="Provider">Whose: the same word as a hop's name and as in <c>edge:</c>, such as <c>cloudflare</c>.</param>
/// <param name="Source">Where the list is from, for people.</param>
/// <param name="AsOf">The day on which the list was what the source said; null where a standard fixes it, so that it does not age.</param>
/// <param name="FacesClients">
/// Whether clients find the edge at these addresses too. Where they do not, an address that a name leads to tells nothing about it.
/// </param>
/// <param name="Networks">The networks: at least one.</param>
public sealed record EdgeRangeList(string Provider, string Source, DateOnly? AsOf, bool FacesClients, ImmutableArray<IPNetwork> Networks);
