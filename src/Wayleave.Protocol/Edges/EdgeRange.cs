using System.Net;

namespace Wayleave.Protocol.Edges;

/// <summary>A network that an edge has published as its own.</summary>
/// <param name="Provider">Whose: the same word as a hop's name, such as <c>cloudflare</c>.</param>
/// <param name="Network">The network.</param>
public sealed record EdgeRange(string Provider, IPNetwork Network);
