using System.Collections.Immutable;

namespace Wayleave.Server.Tickets.Revoking;

/// <summary>Remembers what was revoked for as long as anybody could come back who was let in before. Thread-safe.</summary>
internal interface IRevocations
{
    /// <summary>The most that are remembered. More are not taken: one that was forgotten would be in force no more.</summary>
    const int Most = 100_000;

    /// <summary>How long each is remembered: longer than any id lets its client in, also where the clocks of nodes differ.</summary>
    static readonly TimeSpan Remembered = SessionId.Longest + TimeSpan.FromHours(1);

    /// <summary>Revokes from now on.</summary>
    /// <param name="of">What, as <see cref="Revocation"/> writes it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>False where too many are remembered already.</returns>
    /// <exception cref="Events.Stores.StoreUnavailableException">The store cannot be reached.</exception>
    ValueTask<bool> AddAsync(string of, CancellationToken cancellationToken);

    /// <summary>Looks whether somebody is out who was let in.</summary>
    /// <param name="admitted">Who.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Revoked, or that nobody can tell now, or no fault.</returns>
    ValueTask<TicketFault> CheckAsync(Admitted admitted, CancellationToken cancellationToken);

    /// <summary>All from a time on.</summary>
    /// <param name="since">The time.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="Events.Stores.StoreUnavailableException">The store cannot be reached.</exception>
    ValueTask<ImmutableArray<Revocation>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
