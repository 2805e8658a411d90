using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>A path at which browsers open sockets.</summary>
/// <param name="Path">A request path: <c>/ws/chat/1/</c>.</param>
/// <param name="From">How it is known.</param>
/// <param name="Where">The line that gives it away; null if the caller told it.</param>
public sealed record SocketPath(string Path, SocketPathFrom From, Span? Where);
