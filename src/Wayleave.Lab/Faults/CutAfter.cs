using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Cuts a tunnel after so many bytes in one direction, wherever in a frame that is.</summary>
internal sealed class CutAfter(long limit) : Fault, IStreamFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("cut-after", "Cuts a tunnel after that many bytes in either direction, frame headers included, without a close frame.")
        {
            Shape = ValueShape.Size,
        },
        plan => new CutAfter(plan.Value.Number));

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow.Tunnel is { } tunnel ? CutAsync(source, tunnel, cancellation) : source;

    private async IAsyncEnumerable<Chunk> CutAsync(
        IAsyncEnumerable<Chunk> source, Tunnel tunnel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long left = limit;
        await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
        {
            // What comes up to the limit still arrives; the cut comes once it was written.
            yield return chunk with { Bytes = chunk.Bytes[..(int)Math.Min(left, chunk.Bytes.Length)] };
            left -= chunk.Bytes.Length;
            if (left > 0)
                continue;
            tunnel.Cut(Ending.Fin);
            yield break;
        }
    }
}
