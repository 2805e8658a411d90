namespace Wayleave.Protocol.Events;

/// <summary>One block of a stream of server-sent events.</summary>
/// <param name="Data">Its lines of data, joined by line feeds; empty if it has none.</param>
/// <param name="Retry">The time to wait before coming back that stood in it; null if none did.</param>
/// <seealso href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</seealso>
public sealed record StreamBlock(ReadOnlyMemory<byte> Data, TimeSpan? Retry);
