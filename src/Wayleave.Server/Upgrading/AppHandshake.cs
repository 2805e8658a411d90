using System.Buffers;
using System.Net.Sockets;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>Asks an app for a WebSocket and reads its answer, whatever it is.</summary>
internal static class AppHandshake
{
    // Django's pages of errors have long heads; 64 KiB is far beyond any.
    private static readonly HeadLimits s_limits = new(64 * 1024);

    // 103s before the answer; more than a few are a fault or an attack.
    private const int MaxInterim = 16;
    private const int FirstBufferBytes = 1024;

    /// <summary>Sends the request and waits for the final answer; interim ones go to the client at once.</summary>
    /// <param name="end">The app's connection.</param>
    /// <param name="request">The request.</param>
    /// <param name="client">Who asked.</param>
    /// <param name="cancellationToken">Ends the wait: it was too long, or the client is gone. The connection is aborted then.</param>
    public static async Task<AppAnswer> AskAsync(ITunnelEnd end, RequestHead request, IUpgradeClient client, CancellationToken cancellationToken)
    {
        using var cut = cancellationToken.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end);
        try
        {
            var output = new ArrayBufferWriter<byte>(1024);
            HeadWriter.Write(output, request);
            await end.SendAsync(output.WrittenMemory).ConfigureAwait(false);
            var answer = await ReadAsync(end, client).ConfigureAwait(false);
            return answer.Head is null ? answer with { TimedOut = cancellationToken.IsCancellationRequested } : answer;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return new AppAnswer(null, end, default, "the app ended the connection instead of answering", cancellationToken.IsCancellationRequested);
        }
    }

    private static async Task<AppAnswer> ReadAsync(ITunnelEnd end, IUpgradeClient client)
    {
        var buffer = new byte[FirstBufferBytes];
        var filled = 0;
        for (var interim = 0; ;)
        {
            var status = HeadReader.TryReadResponse(buffer.AsSpan(0, filled), s_limits, out var head, out var length, out var violation);
            if (status == OperationStatus.InvalidData)
                return new AppAnswer(null, end, default, $"the app's answer is no HTTP: {violation.Describe()}");
            if (status == OperationStatus.Done)
            {
                var behind = buffer.AsMemory(length, filled - length);
                // RFC 9110 §15.2: 101 is final for this protocol; every other 1xx announces one more.
                if (head!.StatusCode is 101 or >= 200)
                    return new AppAnswer(head, end, behind.ToArray());
                if (++interim > MaxInterim)
                    return new AppAnswer(null, end, default, $"the app sent more than {MaxInterim} interim answers");
                await client.SendInterimAsync(head with { Headers = EndToEnd.Of(head.Headers) }).ConfigureAwait(false);
                behind.CopyTo(buffer);
                filled -= length;
                continue;
            }

            if (filled == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 4, s_limits.MaxBytes + 1));
            var count = await end.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
            if (count <= 0)
                return new AppAnswer(null, end, default, "the app ended the connection instead of answering");
            filled += count;
        }
    }
}
