using System.Buffers;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Carry;

/// <summary>Says one thing over a carrier's WebSocket and hangs up.</summary>
internal static class LastWords
{
    // Long enough for a page to read it and hang up.
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(5);

    /// <summary>Says it.</summary>
    /// <param name="end">The connection.</param>
    /// <param name="words">What is to be said.</param>
    /// <param name="time">The clock.</param>
    public static async Task SayAsync(ITunnelEnd end, byte[] words, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(s_linger, time);
        await using var cut = deadline.Token.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end).ConfigureAwait(false);
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, words);
        FrameWriter.WriteClose(output, new ClosePayload((ushort)CloseCode.Normal, ""));
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            await end.SendAsync(output.WrittenMemory).ConfigureAwait(false);
            await end.FinishAsync().ConfigureAwait(false);
            while (await end.ReceiveAsync(buffer).ConfigureAwait(false) > 0)
            {
                // What it still says is of no interest, but unread it would make TCP take our words away.
            }
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone already.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            end.Close();
        }
    }
}
