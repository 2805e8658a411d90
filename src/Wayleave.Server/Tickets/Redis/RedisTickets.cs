using Wayleave.Protocol.Resp;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Tickets.Redis;

/// <summary>Tickets in Redis: one that a node minted opens a socket at any other, once.</summary>
/// <remarks>
/// A ticket and the count of its holder's lie in different parts, so they are two steps. Where the second fails, a holder has a ticket less for
/// a while; never one more that opens anything.
/// </remarks>
/// <param name="redis">Runs scripts where the events are.</param>
internal sealed class RedisTickets(RedisStore redis) : ITicketStore
{
    private static readonly TimeSpan s_remembered = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async ValueTask<MintOutcome> MintAsync(string hash, TicketGrant grant, TimeSpan ttl, CancellationToken cancellationToken)
    {
        try
        {
            var wait = (await redis.RunAsync(TicketScripts.Hold, [RedisKeys.Holder(grant.Holder)], [hash, Milliseconds(ttl), ITicketStore.MostOfHolder], cancellationToken).ConfigureAwait(false)).AsInteger() ?? 0;
            if (wait > 0)
                return new MintOutcome(TimeSpan.FromMilliseconds(wait));
            await redis.RunAsync(TicketScripts.Keep, [RedisKeys.Ticket(hash)], [Milliseconds(ttl), Milliseconds(s_remembered), GrantJson.Write(grant)], cancellationToken).ConfigureAwait(false);
            return MintOutcome.Kept;
        }
        catch (StoreUnavailableException)
        {
            return new MintOutcome(null, IsUnavailable: true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<(TicketGrant? Grant, TicketFault Fault)> TakeAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            return await EndAsync(hash, TicketFault.Reused, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            return (null, TicketFault.Unavailable);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RevokeAsync(string hash, CancellationToken cancellationToken) =>
        (await EndAsync(hash, TicketFault.Revoked, cancellationToken).ConfigureAwait(false)).Grant is not null;

    /// <inheritdoc/>
    public async ValueTask<int> RevokeAllAsync(string holder, CancellationToken cancellationToken)
    {
        var count = 0;
        var own = await redis.AskAsync(RedisCommand.OnKey("ZRANGE", RedisKeys.Holder(holder), 0, -1), cancellationToken).ConfigureAwait(false);
        foreach (var hash in own.AsItems())
            count += await RevokeAsync(hash.AsText() ?? "", cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return count;
    }

    private async Task<(TicketGrant? Grant, TicketFault Fault)> EndAsync(string hash, TicketFault why, CancellationToken cancellationToken)
    {
        var answer = (await redis.RunAsync(TicketScripts.Take, [RedisKeys.Ticket(hash)], [why.Word()], cancellationToken).ConfigureAwait(false)).AsItems();
        if (answer is not [_, RespValue.BulkString { Content: var json }, var now])
            return (null, (answer is [var state, ..] ? state.AsText() : null) switch
            {
                "reused" => TicketFault.Reused,
                "revoked" => TicketFault.Revoked,
                "expired" => TicketFault.Expired,
                _ => TicketFault.Unknown,
            });
        if (GrantJson.Read(json) is not { } grant)
            return (null, TicketFault.Unknown);
        await ReleaseAsync(grant.Holder, hash, cancellationToken).ConfigureAwait(false);
        return (grant with { Taken = DateTimeOffset.FromUnixTimeMilliseconds(now.AsInteger() ?? 0) }, TicketFault.None);
    }

    private async Task ReleaseAsync(string holder, string hash, CancellationToken cancellationToken)
    {
        try
        {
            await redis.AskAsync(RedisCommand.OnKey("ZREM", RedisKeys.Holder(holder), hash), cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It is counted until its time is over. Whoever showed it comes in.
        }
    }

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
