using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>What came of a request.</summary>
/// <param name="Exchange">The facts.</param>
internal sealed record Exchanged(HttpExchange Exchange)
{
    /// <summary>The answer's head; null if there is none.</summary>
    public ResponseHead? Head { get; init; }

    /// <summary>The body's text, as far as the request asked for it: the facts keep less.</summary>
    public string Text { get; init; } = "";

    /// <summary>The connection, after a 101 and only then. The receiver owns it.</summary>
    public Stream? Stream { get; init; }

    /// <summary>What came with the 101.</summary>
    public ReadOnlyMemory<byte> Leftover { get; init; }
}
