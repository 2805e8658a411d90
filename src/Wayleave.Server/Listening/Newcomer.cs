namespace Wayleave.Server.Listening;

/// <summary>A connection whose first request has not been seen yet; rides along as a feature of the connection.</summary>
/// <remarks>
/// Kestrel, told to stop, hangs up on a connection whose first request it has not read, though the request may be there. So it is told
/// only when there are no newcomers any more.
/// </remarks>
/// <param name="count">How many there are; this one is counted already.</param>
internal sealed class Newcomer(ConnectionCount count)
{
    private bool _served;

    /// <summary>Its first request is being served, or it is gone. Safe twice.</summary>
    public void Served()
    {
        if (!Interlocked.Exchange(ref _served, true))
            count.Leave();
    }
}
