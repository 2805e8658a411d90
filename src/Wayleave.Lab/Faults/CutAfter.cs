using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Cuts a tunnel, or every answer, after so many bytes in one direction, wherever in a frame that is.</summary>
internal sealed class CutAfter(long limit, bool all) : Fault, IStreamFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("cut-after", "Cuts a tunnel after that many bytes in either direction, frame headers included, without a close frame; with @all the body of every answer too.")
        {
            Shape = ValueShape.Size,
            Scoped = true,
        },
        plan => new CutAfter(plan.Value.Number, plan.All));

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow.Tunnel is not null || all ? CutAsync(source, flow, cancellation) : source;

    private async IAsyncEnumerable<Chunk> CutAsync(
        IAsyncEnumerable<Chunk> source, Flow flow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long left = limit;
        await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
        {
            // What comes up to the limit still arrives; the cut comes once it was written.
            yield return chunk with { Bytes = chunk.Bytes[..(int)Math.Min(left, chunk.Bytes.Length)] };
            left -= chunk.Bytes.Length;
            if (left > 0)
                continue;
            flow.Tunnel?.Cut(Ending.Fin);
            flow.Exchange.EndedEarly = true;
            yield break;
        }
    }
}
