using System.Buffers;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>A client whose connection we hold below HTTP: the request was its first one.</summary>
/// <param name="end">The connection.</param>
/// <param name="early">What it sent behind its request.</param>
/// <param name="time">The clock.</param>
internal sealed class Http1UpgradeClient(ITunnelEnd end, ReadOnlyMemory<byte> early, TimeProvider time) : IUpgradeClient
{
    private const int ChunkBytes = 16 * 1024;

    // Long enough for a far end to read the answer and hang up; nginx: lingering_timeout 5s.
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Early => early;

    /// <inheritdoc/>
    public ValueTask SendInterimAsync(ResponseHead head) => SendAsync(head);

    /// <inheritdoc/>
    public async ValueTask<ITunnelEnd> AcceptAsync(ResponseHead answer)
    {
        await SendAsync(answer).ConfigureAwait(false);
        return end;
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(ResponseHead answer, Stream? body, CancellationToken cancellationToken)
    {
        try
        {
            // Sending to a client that does not read ends by nothing else.
            using (cancellationToken.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end))
            {
                // A body without a length ends with the connection, and the connection ends here.
                await SendAsync(answer with { Headers = answer.Headers.Set("Connection", "close") }).ConfigureAwait(false);
                if (body is not null)
                    await CopyAsync(body, cancellationToken).ConfigureAwait(false);
                await end.FinishAsync().ConfigureAwait(false);
            }

            await LingerAsync().ConfigureAwait(false);
            end.Close();
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            // A body that was cut must not look whole.
            end.Abort();
        }
    }

    private async ValueTask SendAsync(ResponseHead head)
    {
        var output = new ArrayBufferWriter<byte>(512);
        HeadWriter.Write(output, head);
        await end.SendAsync(output.WrittenMemory).ConfigureAwait(false);
    }

    private async Task CopyAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                await end.SendAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Closing with bytes unread would make TCP reset the connection and take our answer with it.
    private async Task LingerAsync()
    {
        using var deadline = new CancellationTokenSource(s_linger, time);
        using var cut = deadline.Token.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await end.ReceiveAsync(buffer).ConfigureAwait(false) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
