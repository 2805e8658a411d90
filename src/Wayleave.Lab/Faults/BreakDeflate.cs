using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>
/// Lets permessage-deflate be agreed upon and then breaks it: clears the bit that marks a message as compressed, as a hop
/// that rebuilds frames without knowing the extension. The receiver takes compressed bytes for text.
/// </summary>
internal sealed class BreakDeflate : Fault, IStreamFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("break-deflate", "Lets compression be agreed upon and then clears the mark of each compressed message, both ways."),
        _ => new BreakDeflate());

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow.Tunnel is { } tunnel && tunnel.Response.Headers.Contains("Sec-WebSocket-Extensions") ? UnmarkAsync(source, cancellation) : source;

    private static async IAsyncEnumerable<Chunk> UnmarkAsync(
        IAsyncEnumerable<Chunk> source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var frames = new FrameSplitter(header => header with { Rsv1 = false });
        await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var passed = frames.Push(chunk.Bytes.Span);
            if (passed.Length > 0)
                yield return chunk with { Bytes = passed };
        }
    }
}
