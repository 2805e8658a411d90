using System.Security.Cryptography;
using Wayleave.Protocol.Tickets;

namespace Wayleave.Server.Tickets;

/// <summary>Makes tickets. Thread-safe.</summary>
/// <param name="store">Where they are kept.</param>
internal sealed class TicketMint(ITicketStore store)
{
    /// <summary>The tickets.</summary>
    public ITicketStore Store => store;

    /// <summary>Makes one.</summary>
    /// <param name="grant">What it is good for.</param>
    /// <param name="ttl">How long it may wait to be used.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The ticket, which nobody here keeps; or after how long to try again.</returns>
    public async ValueTask<(string? Ticket, TimeSpan Wait)> MintAsync(TicketGrant grant, TimeSpan ttl, CancellationToken cancellationToken)
    {
        var ticket = TicketText.Write(RandomNumberGenerator.GetBytes(TicketText.Bytes));
        TicketText.TryHash(ticket, out var hash);
        return await store.MintAsync(hash!, grant, ttl, cancellationToken).ConfigureAwait(false) is { } wait ? (null, wait) : (ticket, TimeSpan.Zero);
    }
}
