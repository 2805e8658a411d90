using System.Buffers;

namespace Wayleave.Server.Relaying;

/// <summary>Says something over a connection that nothing else is to be said on, and hangs up.</summary>
internal static class LastWords
{
    private const int ReadBytes = 1024;
    // Long enough for a peer to read it and hang up.
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(5);

    /// <summary>Says it.</summary>
    /// <param name="end">The connection.</param>
    /// <param name="frames">What is to be said; a close frame ends it.</param>
    /// <param name="time">The clock.</param>
    public static async Task SayAsync(ITunnelEnd end, ReadOnlyMemory<byte> frames, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(s_linger, time);
        await using var cut = deadline.Token.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            await end.SendAsync(frames).ConfigureAwait(false);
            await end.FinishAsync().ConfigureAwait(false);
            while (await end.ReceiveAsync(buffer).ConfigureAwait(false) > 0)
            {
                // What it still says is of no interest, but unread it would make TCP take our words away.
            }
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
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
