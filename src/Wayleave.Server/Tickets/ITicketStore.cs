namespace Wayleave.Server.Tickets;

/// <summary>Keeps tickets until they are used. It never sees one, only hashes. Thread-safe.</summary>
/// <remarks>Where whoever asks is not the admin, that it cannot be reached is a value too.</remarks>
internal interface ITicketStore
{
    /// <summary>The most tickets that one holder may have waiting: enough for many tabs, and for effects that run twice.</summary>
    const int MostOfHolder = 20;

    /// <summary>Keeps one.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="grant">What it is good for.</param>
    /// <param name="ttl">How long it may wait to be used.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Whether it is kept.</returns>
    ValueTask<MintOutcome> MintAsync(string hash, TicketGrant grant, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Takes one out: of all who try with the same ticket, whenever and wherever, one gets it.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>What it is good for, or why it is good for nothing.</returns>
    ValueTask<(TicketGrant? Grant, TicketFault Fault)> TakeAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Makes one good for nothing.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Whether it was waiting.</returns>
    /// <exception cref="Events.Stores.StoreUnavailableException">It cannot be reached.</exception>
    ValueTask<bool> RevokeAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Makes all good for nothing that a holder has waiting.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="Events.Stores.StoreUnavailableException">It cannot be reached.</exception>
    ValueTask<int> RevokeAllAsync(string holder, CancellationToken cancellationToken);
}
