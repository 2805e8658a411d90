using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Faults;

/// <summary>Makes everything late on its way to the client, so that a round trip takes exactly that much longer.</summary>
internal sealed class Latency(TimeSpan least, TimeSpan most) : Fault, IAnswerFault, IStreamFault
{
    // What may be under way at once. When it is full the app has to wait, as on a real long line.
    private const int MaxChunksUnderWay = 64;

    public static FaultKind Kind { get; } = new(
        new SettingWord("latency", "Brings every answer, and every piece of a tunnel, to the client that much later; a round trip takes that much longer.")
        {
            Shape = ValueShape.TimeRange,
        },
        plan => new Latency(plan.Value.Time, plan.Value.Most));

    public async ValueTask<ResponseHead> OnAnswerAsync(Exchange exchange, ResponseHead answer, CancellationToken cancellation)
    {
        await Task.Delay(exchange.Chance.Between(least, most), exchange.Time, cancellation).ConfigureAwait(false);
        return answer;
    }

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow is { Direction: Direction.ToClient, Tunnel: not null } ? LateAsync(source, flow, cancellation) : source;

    private async IAsyncEnumerable<Chunk> LateAsync(
        IAsyncEnumerable<Chunk> source, Flow flow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The queue keeps chunks coming while an earlier one waits: a line is late, not slow.
        var underWay = Channel.CreateBounded<Chunk>(MaxChunksUnderWay);
        var fill = FillAsync(source, underWay.Writer, cancellation);
        await foreach (var chunk in underWay.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            // Each piece has a time of its own, and none overtakes another.
            var by = flow.Exchange.Chance.Between(least, most);
            if (by - flow.Time.GetElapsedTime(chunk.At) is { Ticks: > 0 } left)
                await Task.Delay(left, flow.Time, cancellation).ConfigureAwait(false);
            yield return chunk;
        }

        await fill.ConfigureAwait(false);
    }

    private static async Task FillAsync(IAsyncEnumerable<Chunk> source, ChannelWriter<Chunk> writer, CancellationToken cancellation)
    {
        try
        {
            await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
                await writer.WriteAsync(chunk, cancellation).ConfigureAwait(false);
            writer.Complete();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            writer.Complete(e);
        }
    }
}
