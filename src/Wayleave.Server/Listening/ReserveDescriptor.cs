using System.Net.Sockets;

namespace Wayleave.Server.Listening;

/// <summary>One file descriptor kept in reserve: when there are no others, it is spent on telling a client so.</summary>
/// <remarks>Without it, an accept that fails for want of descriptors leaves the client in the queue, waiting for an answer that does not come.</remarks>
internal sealed class ReserveDescriptor : IDisposable
{
    private readonly Lock _lock = new();
    private Socket? _reserve = Make();

    /// <summary>Accepts a connection with the reserve, refuses it with 503, and takes the reserve back.</summary>
    /// <param name="listener">The listener that has no descriptor left.</param>
    public void Refuse(Socket listener)
    {
        lock (_lock)
        {
            _reserve?.Dispose();
            try
            {
                if (listener.Poll(TimeSpan.Zero, SelectMode.SelectRead))
                    OverflowAnswer.Send(listener.Accept(), tls: false);
                _reserve = Make();
            }
            catch (SocketException)
            {
                // Somebody else was quicker; the reserve comes back with the next try.
                _reserve = null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reserve?.Dispose();

    private static Socket? Make() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
}
