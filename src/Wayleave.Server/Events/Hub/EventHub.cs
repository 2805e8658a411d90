using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Hub;

/// <summary>All channels that somebody follows here, each heard once whatever the number of followers. Thread-safe.</summary>
/// <param name="store">The store.</param>
/// <param name="policies">What holds for channels.</param>
/// <param name="presences">Who is there.</param>
/// <param name="herd">Spreads those who come back at once.</param>
/// <param name="time">The clock.</param>
internal sealed class EventHub(IEventStore store, ChannelPolicies policies, Presences presences, HerdControl herd, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ChannelFeed Feed, int Users)> _feeds = [];

    /// <summary>The store.</summary>
    public IEventStore Store => store;

    /// <summary>Spreads those who come back at once.</summary>
    public HerdControl Herd => herd;

    /// <summary>Who is there.</summary>
    public Presences Presences => presences;

    /// <summary>What holds for a channel now.</summary>
    /// <param name="channel">A valid name.</param>
    public ChannelSettings PolicyOf(string channel) => policies.Of(channel);

    /// <summary>Whether the settings name a channel, or name none at all.</summary>
    /// <param name="channel">A valid name.</param>
    public bool IsKnown(string channel) => policies.IsKnown(channel);

    /// <summary>The channel, for somebody who follows it; to be let go of by <see cref="Leave"/>.</summary>
    /// <param name="channel">A valid name.</param>
    public ChannelFeed Join(string channel)
    {
        lock (_lock)
        {
            var (feed, users) = _feeds.TryGetValue(channel, out var known) ? known : (new ChannelFeed(channel, PolicyOf(channel), store, time), 0);
            _feeds[channel] = (feed, users + 1);
            return feed;
        }
    }

    /// <summary>Lets go of a channel.</summary>
    /// <param name="feed">The channel.</param>
    public void Leave(ChannelFeed feed)
    {
        lock (_lock)
        {
            var users = _feeds[feed.Name].Users - 1;
            _feeds[feed.Name] = (feed, users);
            if (users > 0)
                return;
            _feeds.Remove(feed.Name);
        }

        feed.Dispose();
    }

    /// <summary>How many follow a channel here.</summary>
    /// <param name="channel">The channel.</param>
    public int FollowersOf(string channel)
    {
        lock (_lock)
            return _feeds.TryGetValue(channel, out var known) ? known.Feed.Followers : 0;
    }
}
