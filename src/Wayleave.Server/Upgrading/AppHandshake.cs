using System.Buffers;
using System.Net.Sockets;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>Asks an app for a WebSocket and reads its answer, whatever it is.</summary>
internal static class AppHandshake
{
    /// <summary>Sends the request and waits for the final answer; interim ones go to the client at once.</summary>
    /// <param name="end">The app's connection.</param>
    /// <param name="request">The request.</param>
    /// <param name="client">Who asked.</param>
    /// <param name="cancellationToken">Ends the wait: it was too long, or the client is gone. The connection is aborted then.</param>
    public static async Task<AppAnswer> AskAsync(ITunnelEnd end, RequestHead request, IUpgradeClient client, CancellationToken cancellationToken)
    {
        var cut = cancellationToken.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end);
        var reader = new AnswerReader(end, HeadStrictness.Strict);
        try
        {
            var output = new ArrayBufferWriter<byte>(1024);
            HeadWriter.Write(output, request);
            await end.SendAsync(output.WrittenMemory).ConfigureAwait(false);
            // RFC 9110 §15.2: 101 is final for this protocol.
            var answer = await FinalAnswer.ReadAsync(
                reader, head => client.SendInterimAsync(head with { Headers = EndToEnd.Of(head.Headers) }), isFinal: 101).ConfigureAwait(false);
            // From here on the limit cuts nothing off any more. Where it just has, the client must not hear 101: behind that there is nobody.
            await cut.DisposeAsync().ConfigureAwait(false);
            return cancellationToken.IsCancellationRequested ? new AppAnswer(null, end, reader, TimedOut: true) : new AppAnswer(answer.Head, end, reader, answer.Trouble);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return new AppAnswer(null, end, reader, "the app ended the connection instead of answering", cancellationToken.IsCancellationRequested);
        }
        finally
        {
            await cut.DisposeAsync().ConfigureAwait(false);
        }
    }
}
