using System.Collections.Immutable;

namespace Wayleave.Server.Configuration;

/// <summary>What all <c>events:</c> routes share.</summary>
public sealed record EventSettings
{
    /// <summary>After how long without a message a client gets a heartbeat. Default 30 s, 1 s to 1 h.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections a second are let in; those who come faster wait for their turn. Default 1000, 1 to 1,000,000.</summary>
    public int AcceptRate { get; init; } = 1000;

    /// <summary>The member of bare events that holds their id. Default <c>_id</c>.</summary>
    public string IdMember { get; init; } = "_id";

    /// <summary>The file in which the memory store is saved at a stop, and from which the next process goes on; null, the default: none. Read at the start.</summary>
    public string? State { get; init; }

    /// <summary>Channels by their names; the first that fits counts. Those that no entry fits have the defaults.</summary>
    public ImmutableArray<ChannelSettings> Channels { get; init; } = [];

    /// <summary>Who gets tickets, and where.</summary>
    public TicketSettings Tickets { get; init; } = new();
}
