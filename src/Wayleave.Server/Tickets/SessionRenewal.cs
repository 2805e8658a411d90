using Wayleave.Protocol.Tickets;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets.Vouching;

namespace Wayleave.Server.Tickets;

/// <summary>Lets a session go on by a new ticket, or by a token: for the same subject, and for nothing else than it began with.</summary>
/// <param name="store">The tickets.</param>
/// <param name="tokens">Believes tokens.</param>
/// <param name="world">The world as it is now.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionRenewal(ITicketStore store, JwtVoucher tokens, Func<World> world, TimeProvider time)
{
    /// <summary>Checks what was sent.</summary>
    /// <param name="text">A ticket or a token.</param>
    /// <param name="admitted">Whose session it is.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The session as it goes on; null: it does not go on by this.</returns>
    public async ValueTask<Renewal?> RenewAsync(string text, Admitted admitted, CancellationToken cancellationToken)
    {
        if (TicketText.TryHash(text, out var hash))
        {
            var (grant, _) = await store.TakeAsync(hash, cancellationToken).ConfigureAwait(false);
            return grant?.Subject == admitted.Subject && !(grant.SessionEnd <= time.GetUtcNow()) ? new Renewal(grant.SessionEnd) : null;
        }

        return world().Settings.Events.Tickets.Jwt is { } jwt
            && await tokens.CheckAsync(text, jwt, cancellationToken).ConfigureAwait(false) is VouchOutcome.For vouched && vouched.Subject == admitted.Subject
            ? new Renewal(vouched.SessionEnd) : null;
    }
}
