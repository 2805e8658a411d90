namespace Wayleave.Server.Configuration;

/// <summary>Tickets: the admin mints them.</summary>
public sealed record TicketSettings
{
    /// <summary>How long a ticket may wait to be used. Default 60 s, 5 s to 10 min.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What front ends call the tickets.</summary>
    public TicketMembers Members { get; init; } = new();
}
