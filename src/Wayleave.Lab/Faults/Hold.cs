using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Passes a streamed answer on only when it has ended, as hops do that scan or cache whole answers.</summary>
internal sealed class Hold(string type) : Fault, IStreamFault
{
    private const string Every = "every";

    public static FaultKind Kind { get; } = new(
        new SettingWord("hold", "Holds plain answers of that media type back until they have ended. Default: of every type.")
        {
            Shape = ValueShape.Text,
            Default = Every,
            Repeatable = true,
        },
        plan => new Hold(plan.Value.Text));

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow.Answer is { } answer && (type == Every || IsOfType(answer.Headers.First("Content-Type"))) ? HeldAsync(source, cancellation) : source;

    private bool IsOfType(string? written) => type.Equals(written?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase);

    private static async IAsyncEnumerable<Chunk> HeldAsync(
        IAsyncEnumerable<Chunk> source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var held = new List<Chunk>();
        await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
            held.Add(chunk);
        foreach (var chunk in held)
            yield return chunk;
    }
}
