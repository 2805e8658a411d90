using System.Security.Cryptography;
using Wayleave.Protocol.Http;
using Wayleave.Protocol.Tickets;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tickets;

/// <summary>Makes tickets. Thread-safe.</summary>
/// <param name="store">Where they are kept.</param>
internal sealed class TicketMint(ITicketStore store)
{
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);

    /// <summary>The tickets.</summary>
    public ITicketStore Store => store;

    /// <summary>Makes one.</summary>
    /// <param name="grant">What it is good for.</param>
    /// <param name="ttl">How long it may wait to be used.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The ticket, which nobody here keeps; or how the request for it is refused.</returns>
    public async ValueTask<(string? Ticket, Refusal? Refusal)> MintAsync(TicketGrant grant, TimeSpan ttl, CancellationToken cancellationToken)
    {
        var ticket = TicketText.Write(RandomNumberGenerator.GetBytes(TicketText.Bytes));
        TicketText.TryHash(ticket, out var hash);
        var outcome = await store.MintAsync(hash!, grant, ttl, cancellationToken).ConfigureAwait(false);
        if (outcome.IsUnavailable)
            return (null, new Refusal(503, "tickets cannot be kept now") { Lines = Refusal.After(s_later) });
        return outcome.Wait is not { } wait ? (ticket, null)
            : (null, new Refusal(429, "too many tickets wait to be used") { Detail = $"at most {ITicketStore.MostOfHolder} of one subject wait; {grant.Holder} has them", Lines = Refusal.After(wait) });
    }
}
