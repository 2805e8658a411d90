using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Holds back what the app streams until its buffer is full or the stream ends.</summary>
internal sealed class Buffer(long size) : Fault, IStreamFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("buffer", "Holds back what the app sends, in tunnels and in plain answers, until that much has gathered or the stream ends.")
        {
            Shape = ValueShape.Size,
            Default = "4k",
        },
        plan => new Buffer(plan.Value.Number));

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow.Direction == Direction.ToClient ? GatherAsync(source, cancellation) : source;

    private async IAsyncEnumerable<Chunk> GatherAsync(
        IAsyncEnumerable<Chunk> source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var held = new List<Chunk>();
        long bytes = 0;
        await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
        {
            held.Add(chunk);
            bytes += chunk.Bytes.Length;
            if (bytes < size)
                continue;
            foreach (var released in held)
                yield return released;
            held.Clear();
            bytes = 0;
        }

        foreach (var last in held)
            yield return last;
    }
}
