using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Events;

/// <summary>What a client follows, from where, and how it gets it.</summary>
internal sealed record EventPlan
{
    /// <summary>The channels, valid names, each once.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    /// <summary>From where.</summary>
    public Since Since { get; init; } = Since.Live;

    /// <summary>How it gets events.</summary>
    public EventForm Form { get; init; }

    /// <summary>After how long without a message it gets a heartbeat.</summary>
    public required TimeSpan Heartbeat { get; init; }

    /// <summary>Over how long those who lose their connection should spread, at any time.</summary>
    public Func<TimeSpan> RetryWindow { get; init; } = static () => HerdControl.LeastWindow;

    /// <summary>The connection's name.</summary>
    public required string Session { get; init; }

    /// <summary>This node's name.</summary>
    public required string Node { get; init; }

    /// <summary>After how much silence of the client a WebSocket is pinged; null: never.</summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>Who was let in; null: nobody was asked.</summary>
    public Admitted? Admitted { get; init; }

    /// <summary>Watches over its session from when it is open, and ends it; by default there is none.</summary>
    public Func<Action<SessionEnding>, OpenSession> Begin { get; init; } = static over => new OpenSession(null, over, null, TimeProvider.System);

    /// <summary>Whether it may ask for a channel besides; null: it may not.</summary>
    public Func<string, bool>? MayFollow { get; init; }

    /// <summary>Finds out who a new ticket or token is for, so that the session may end later; null: there is no session.</summary>
    public Func<string, CancellationToken, ValueTask<Renewal?>>? RenewAsync { get; init; }

    /// <summary>What stands behind each place that the client gets to come back with: who it is, signed. Empty: nobody asked.</summary>
    public string PlaceSuffix { get; init; } = "";

    /// <summary>The member of bare events that holds their id.</summary>
    public required string IdMember { get; init; }
}
