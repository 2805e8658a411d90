namespace Wayleave.Server.Events.Presence;

/// <summary>Who is in which channel, at all nodes. What fails is made good at the next refresh, so nothing here is told of it. Thread-safe.</summary>
internal interface IPresenceStore : IAsyncDisposable
{
    /// <summary>Somebody has come to a channel at this node.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="user">Who.</param>
    ValueTask JoinAsync(string channel, string user);

    /// <summary>Somebody has left a channel at this node.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="user">Who.</param>
    ValueTask LeaveAsync(string channel, string user);

    /// <summary>All who are in a channel, at any node.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>They; null where it cannot be known now.</returns>
    ValueTask<IReadOnlyCollection<string>?> ReadAsync(string channel);

    /// <summary>Those of this node are still there: said again and again, so that a node that dies takes its own along.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="users">They.</param>
    ValueTask RefreshAsync(string channel, IReadOnlyCollection<string> users);

    /// <summary>Tells that somebody came or left, until it is disposed of.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="changed">Told of it; quick.</param>
    IDisposable Watch(string channel, Action changed);
}
