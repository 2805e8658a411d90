using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Tickets.Redis;

/// <summary>What was revoked, in Redis: for all nodes.</summary>
/// <param name="redis">Runs scripts where the events are.</param>
internal sealed class RedisRevocations(RedisStore redis) : IRevocations
{
    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(string of, CancellationToken cancellationToken) =>
        (await redis.RunAsync(
            TicketScripts.Revoke, [RedisKeys.Revoked], [of, (long)IRevocations.Remembered.TotalMilliseconds, IRevocations.Most], cancellationToken).ConfigureAwait(false)).AsInteger() == 1;

    /// <inheritdoc/>
    public async ValueTask<TicketFault> CheckAsync(Admitted admitted, CancellationToken cancellationToken)
    {
        try
        {
            var times = await redis.RunAsync(
                TicketScripts.Revoked, [RedisKeys.Revoked], [Revocation.OfTicket(admitted.TicketHash), Revocation.OfSubject(admitted.Subject)], cancellationToken).ConfigureAwait(false);
            return times.AsItems() is [var ticket, var subject] && !Revocation.Ends(admitted, Time(ticket), Time(subject)) ? TicketFault.None : TicketFault.Revoked;
        }
        catch (StoreUnavailableException)
        {
            return TicketFault.Unavailable;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Revocation>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var all = await redis.RunAsync(TicketScripts.Revocations, [RedisKeys.Revoked], [since.ToUnixTimeMilliseconds()], cancellationToken).ConfigureAwait(false);
        return [.. all.AsItems().Chunk(2).Select(each => new Revocation(each[0].AsText() ?? "", Time(each[1]) ?? default))];
    }

    private static DateTimeOffset? Time(RespValue score) =>
        double.TryParse(score.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var time) ? DateTimeOffset.FromUnixTimeMilliseconds((long)time) : null;
}
