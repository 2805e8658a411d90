using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>A path at which browsers open sockets.</summary>
/// <param name="Path">A request path: <c>/ws/chat/1/</c>.</param>
/// <param name="From">How it is known.</param>
/// <param name="Where">The line that gives it away; null if the caller told it.</param>
public sealed record SocketPath(string Path, SocketPathFrom From, Span? Where)
{
    /// <summary>A request path: <c>/ws/chat/1/</c>.</summary>
    // engine.io-client adds the slash to its path, so a block for /socket.io alone, to the letter, sees none of its requests.
    public string Path { get; init; } = From is not SocketPathFrom.Told && Path.EndsWith("/socket.io", StringComparison.Ordinal) ? Path + "/" : Path;
}
