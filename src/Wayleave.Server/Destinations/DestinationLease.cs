namespace Wayleave.Server.Destinations;

/// <summary>One running request or open socket of a destination: counted until it is released. Releasing it again does nothing.</summary>
internal sealed class DestinationLease : IDisposable
{
    private readonly LeaseKind _kind;
    private int _released;

    /// <summary>Made by <see cref="Destination.Enter"/>.</summary>
    public DestinationLease(Destination destination, LeaseKind kind, CancellationToken down) => (Destination, _kind, Down) = (destination, kind, down);

    /// <summary>Whose it is.</summary>
    public Destination Destination { get; }

    /// <summary>
    /// Ends when the destination is marked down by a health check and its route said at the beginning that its sockets shall end then. One that was
    /// down before, and was chosen as the last resort, does not end it.
    /// </summary>
    public CancellationToken Down { get; }

    /// <summary>Releases it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
            Destination.Leave(_kind);
    }
}
