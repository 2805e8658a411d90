using System.Buffers;
using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Frames;

namespace Wayleave.Lab.Faults;

/// <summary>Ends a tunnel at a message over a limit, with close code 1009 towards the client.</summary>
internal sealed class MaxMessage(long limit) : Fault, IStreamFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("max-message", "Ends a tunnel at a message longer than that, either way, with close code 1009.") { Shape = ValueShape.Size },
        plan => new MaxMessage(plan.Value.Number));

    public IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation) =>
        flow.Tunnel is { } tunnel ? WeighAsync(source, tunnel, cancellation) : source;

    private async IAsyncEnumerable<Chunk> WeighAsync(
        IAsyncEnumerable<Chunk> source, Tunnel tunnel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long message = 0;
        bool tooLong = false;
        var frames = new FrameSplitter(header =>
        {
            if (((byte)header.Opcode & 8) != 0)
                return header;
            message = header.Opcode == Opcode.Continuation ? message + header.PayloadLength : header.PayloadLength;
            tooLong |= message > limit;
            return header;
        });
        await foreach (var chunk in source.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var passed = frames.Push(chunk.Bytes.Span, stopAt: () => tooLong);
            if (passed.Length > 0)
                yield return chunk with { Bytes = passed };
            if (!tooLong)
                continue;
            tunnel.Cut(Ending.Fin, CloseFrame());
            yield break;
        }
    }

    private static ReadOnlyMemory<byte> CloseFrame()
    {
        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.WriteClose(frame, new ClosePayload((ushort)CloseCode.MessageTooBig, "message too big"));
        return frame.WrittenMemory;
    }
}
