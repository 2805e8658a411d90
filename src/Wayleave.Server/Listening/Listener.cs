using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Server.Listening;

/// <summary>A listening socket and what accepts from it.</summary>
/// <param name="socket">The socket.</param>
/// <param name="acceptor">What accepts from it.</param>
[SuppressMessage("Design", "CA1001", Justification = "StopAsync, which ends its use, disposes of the token source.")]
internal sealed class Listener(ListeningSocket socket, Acceptor acceptor)
{
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>The socket.</summary>
    public ListeningSocket Socket => socket;

    /// <summary>Begins to accept.</summary>
    public void Start() => _accepting = Task.Run(() => acceptor.RunAsync(_stop.Token));

    /// <summary>Stops accepting. The socket is not closed, and connections live on.</summary>
    /// <param name="emptyQueue">Whether what waits in the system's queue is still accepted; else it is left for another that has the socket.</param>
    public async Task StopAsync(bool emptyQueue)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        // Closing a socket that is being used makes the system end it for every process that has it; so first nobody uses it.
        await _accepting.ConfigureAwait(false);
        if (emptyQueue)
            acceptor.EmptyQueue();
        _stop.Dispose();
    }
}
