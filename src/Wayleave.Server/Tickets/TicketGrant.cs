using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Tickets;

/// <summary>What a ticket is good for.</summary>
internal sealed record TicketGrant
{
    /// <summary>Who may come in by it.</summary>
    public required string Subject { get; init; }

    /// <summary>The channels that it is for; null: those that routes give to its subject.</summary>
    public ImmutableArray<ChannelPattern>? Channels { get; init; }

    /// <summary>What the client calls its connection; null: nothing.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The Origin that asked for it, which no other page may come from; null: it was no page.</summary>
    public string? Origin { get; init; }

    /// <summary>When what is opened by it ends; null: not because of it.</summary>
    public DateTimeOffset? SessionEnd { get; init; }

    /// <summary>When it was taken out, by the store's clock; of no meaning before.</summary>
    public DateTimeOffset Taken { get; init; }

    /// <summary>Whose tickets are counted together; its subject, but for guests, who have one each.</summary>
    public required string Holder { get; init; }
}
