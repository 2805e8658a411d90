using System.Security.Cryptography;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Events.Http;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets.Redis;
using Wayleave.Server.Tickets.Revoking;
using Wayleave.Server.Tickets.Vouching;

namespace Wayleave.Server.Tickets;

/// <summary>All that has to do with tickets, put together.</summary>
internal sealed class TicketOffice : IAsyncDisposable
{
    private const int KeyBytes = 32;

    private readonly AskedClient _client;

    /// <summary>Puts it together.</summary>
    /// <param name="events">Where events are kept: tickets are kept beside them.</param>
    /// <param name="world">The world as it is now.</param>
    /// <param name="dialler">Opens connections to whoever vouches.</param>
    /// <param name="pseudonym">This process's name in Via.</param>
    /// <param name="time">The clock.</param>
    public TicketOffice(IEventStore events, Func<World> world, AppDialler dialler, string pseudonym, TimeProvider time)
    {
        _client = new AskedClient(dialler, time);
        Mint = new TicketMint(events is RedisStore redis ? new RedisTickets(redis) : new MemoryTickets(time));
        IRevocations revocations = events is RedisStore shared ? new RedisRevocations(shared) : new MemoryRevocations(time);
        Sessions = new OpenSessions(revocations, time);
        Vouchers = new Vouchers(new ForwardVoucher(_client, pseudonym, time), new JwtVoucher(_client, time));
        var chance = RandomNumberGenerator.GetBytes(KeyBytes);
        Func<SessionId> sessions = () => SessionId.Of(world().Settings.Secret, chance);
        Guard = new TicketGuard(Mint.Store, revocations, sessions, time);
        Events = new EventTickets(Guard, Sessions, sessions, time);
        Renewal = new SessionRenewal(Mint.Store, Vouchers.Tokens, world, time);
    }

    /// <summary>Makes tickets.</summary>
    public TicketMint Mint { get; }

    /// <summary>Find out who asks for one.</summary>
    public Vouchers Vouchers { get; }

    /// <summary>What tickets have opened.</summary>
    public OpenSessions Sessions { get; }

    /// <summary>Lets people in by them.</summary>
    public TicketGuard Guard { get; }

    /// <summary>The same without a WebSocket.</summary>
    public EventTickets Events { get; }

    /// <summary>Lets sessions go on.</summary>
    public SessionRenewal Renewal { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Sessions.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }
}
