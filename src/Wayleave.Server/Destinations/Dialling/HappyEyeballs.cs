using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>Connects to the first of several addresses that answers; each has a head start over the next, and none is left out.</summary>
/// <param name="connect">Connects to one.</param>
/// <param name="time">The clock of the head starts.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8305">RFC 8305: Happy Eyeballs</seealso>
internal sealed class HappyEyeballs(ConnectOne connect, TimeProvider time)
{
    // RFC 8305 §5: "One recommended value for a default delay is 250 milliseconds."
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>The addresses with their families in turn, IPv6 first, else in the order given (RFC 8305 §4).</summary>
    public static ImmutableArray<IPAddress> Interleave(IEnumerable<IPAddress> addresses)
    {
        var distinct = addresses.Distinct().ToArray();
        var six = new Queue<IPAddress>(distinct.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6));
        var four = new Queue<IPAddress>(distinct.Where(address => address.AddressFamily != AddressFamily.InterNetworkV6));
        var order = ImmutableArray.CreateBuilder<IPAddress>(distinct.Length);
        while (order.Count < distinct.Length)
        {
            if (six.TryDequeue(out var address))
                order.Add(address);
            if (four.TryDequeue(out address))
                order.Add(address);
        }

        return order.MoveToImmutable();
    }

    /// <summary>Runs the race.</summary>
    /// <param name="addresses">The addresses in the order to try them; not empty.</param>
    /// <param name="port">The port.</param>
    /// <param name="deadline">When to give up.</param>
    public async Task<DialOutcome> RaceAsync(ImmutableArray<IPAddress> addresses, int port, CancellationToken deadline)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var running = new List<Task<DialOutcome>>();
        var failures = new List<DialFailure>();
        var next = 0;
        try
        {
            while (next < addresses.Length || running.Count > 0)
            {
                // The first is tried even past the deadline: its own failure is then the race's.
                if (next < addresses.Length && (next == 0 || !deadline.IsCancellationRequested))
                    running.Add(TryAsync(new IPEndPoint(addresses[next++], port), losers.Token));
                else
                    next = addresses.Length;
                await FirstOrHeadStartAsync(running, next < addresses.Length, losers.Token).ConfigureAwait(false);
                foreach (var ended in running.Where(attempt => attempt.IsCompleted).ToArray())
                {
                    running.Remove(ended);
                    var outcome = await ended.ConfigureAwait(false);
                    if (outcome.IsConnected)
                        return outcome;
                    failures.Add(outcome.Failure);
                }
            }
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            foreach (var late in running)
                _ = CloseAsync(late);
        }

        return new DialOutcome(DialFailures.MostTelling(failures));
    }

    // An attempt that fails ends the wait at once: the next one has no reason to.
    private async Task FirstOrHeadStartAsync(List<Task<DialOutcome>> running, bool more, CancellationToken losers)
    {
        if (running.Count == 0)
            return;
        Task first = Task.WhenAny(running);
        if (!more || first.IsCompleted)
        {
            await first.ConfigureAwait(false);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(losers);
        await Task.WhenAny(first, Task.Delay(HeadStart, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
    }

    private async Task<DialOutcome> TryAsync(IPEndPoint endPoint, CancellationToken losers)
    {
        try
        {
            return new DialOutcome(await connect(endPoint, losers).ConfigureAwait(false));
        }
        catch (Exception exception) when (DialFailures.IsExpected(exception))
        {
            return new DialOutcome(DialFailures.OfConnect(exception, endPoint));
        }
    }

    // One that connected after another had won.
    private static async Task CloseAsync(Task<DialOutcome> late) => (await late.ConfigureAwait(false)).Socket?.Dispose();
}
