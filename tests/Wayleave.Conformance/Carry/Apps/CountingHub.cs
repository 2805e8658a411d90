using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>A hub that sends each number back, counts by itself, and remembers its sockets.</summary>
/// <param name="seen">The sockets that it had.</param>
internal sealed class CountingHub(ConcurrentQueue<SeenSocket> seen) : Hub
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private SeenSocket Own
    {
        get => (SeenSocket)Context.Items[nameof(SeenSocket)]!;
        set => Context.Items[nameof(SeenSocket)] = value;
    }

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        Own = new SeenSocket(Context.GetHttpContext()!.Request.Host.Value!);
        seen.Enqueue(Own);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Own.HasEnded = true;
        return Task.CompletedTask;
    }

    /// <summary>Sends a number back.</summary>
    public Task Echo(int number)
    {
        Own.Got++;
        return Clients.Caller.SendAsync("echo", number);
    }

    /// <summary>Counts up from 1.</summary>
    public async IAsyncEnumerable<int> TicksAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var number = 1; ; number++)
        {
            yield return number;
            await Task.Delay(s_pause, TimeProvider.System, cancel);
        }
    }
}
