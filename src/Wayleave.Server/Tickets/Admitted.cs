using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Tickets;

/// <summary>Somebody who was let in by a ticket.</summary>
/// <param name="Subject">Who it is.</param>
/// <param name="Channels">The channels that the ticket names; null: those that routes give to its subject.</param>
/// <param name="SessionEnd">When what is opened ends; null: not because of the ticket.</param>
/// <param name="TicketHash">The ticket's hash.</param>
/// <param name="Since">When the ticket was shown first: what is revoked later is revoked for it too.</param>
internal sealed record Admitted(string Subject, ImmutableArray<ChannelPattern>? Channels, DateTimeOffset? SessionEnd, string TicketHash, DateTimeOffset Since);
