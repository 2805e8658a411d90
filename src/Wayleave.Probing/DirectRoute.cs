namespace Wayleave.Probing;

/// <summary>A hop that is spoken to directly, past everything before it, with the public name in Host, Origin and SNI.</summary>
/// <param name="Name">The route's name in the facts: <c>HOST:PORT</c> as the caller gave it.</param>
/// <param name="Host">The host or address to connect to.</param>
/// <param name="Port">The port.</param>
/// <param name="Tls">Whether to speak TLS there.</param>
/// <param name="IsOrigin">True for <c>--origin</c> (the app's own end), false for <c>--via</c> (a hop between).</param>
public sealed record DirectRoute(string Name, string Host, int Port, bool Tls, bool IsOrigin);
