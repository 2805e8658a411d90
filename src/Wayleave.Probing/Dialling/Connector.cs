using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Probing.Dialling;

/// <summary>Opens TCP connections: to one address, or to the first of several that answers, as browsers do.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8305">RFC 8305: Happy Eyeballs</seealso>
internal static class Connector
{
    // RFC 8305 §5: 250 ms are the recommended head start of one address over the next.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to one address.</summary>
    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="OperationCanceledException">The deadline passed.</exception>
    public static async Task<Socket> ConnectAsync(IPEndPoint endPoint, CancellationToken deadline)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, deadline);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects to the first address that answers; each has a head start over the next.</summary>
    /// <exception cref="SocketException">No address took the connection: the reason of the last to fail.</exception>
    /// <exception cref="OperationCanceledException">The deadline passed.</exception>
    public static async Task<Socket> ConnectAnyAsync(
        ImmutableArray<IPAddress> addresses, int port, TimeProvider time, CancellationToken deadline)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var waiting = new Queue<IPAddress>(addresses);
        var attempts = new List<Task<Socket>>();
        Exception? last = null;
        try
        {
            while (waiting.Count > 0 || attempts.Count > 0)
            {
                if (waiting.TryDequeue(out var address))
                    attempts.Add(ConnectAsync(new IPEndPoint(address, port), losers.Token));
                var any = Task.WhenAny(attempts);
                if (waiting.Count > 0)
                    await Task.WhenAny(any, Task.Delay(HeadStart, time, losers.Token));
                else
                    await any;
                foreach (var finished in attempts.Where(attempt => attempt.IsCompleted).ToArray())
                {
                    attempts.Remove(finished);
                    if (finished.IsCompletedSuccessfully)
                        return await finished;
                    last = finished.Exception?.InnerException ?? new OperationCanceledException(deadline);
                }
            }
        }
        finally
        {
            await losers.CancelAsync();
            foreach (var late in attempts)
                _ = late.ContinueWith(Discard, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    // A connection that lost the race: closed if it opened, its failure observed if it did not.
    private static void Discard(Task<Socket> late)
    {
        if (late.IsCompletedSuccessfully)
            late.Result.Dispose();
        else
            _ = late.Exception;
    }
}
