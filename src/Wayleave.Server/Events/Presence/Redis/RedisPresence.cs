using Wayleave.Protocol.Resp;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Presence.Redis;

/// <summary>Who is in which channel, at all nodes with the same Redis.</summary>
/// <param name="store">Redis; not owned.</param>
/// <param name="node">This node's name, without white space.</param>
internal sealed class RedisPresence(RedisStore store, string node) : IPresenceStore
{
    // Three refreshes.
    private static readonly TimeSpan s_holds = TimeSpan.FromSeconds(45);

    private static readonly RedisScript s_join = Script("presence-join"), s_leave = Script("presence-leave"), s_read = Script("presence-read");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (RedisSubscription Subscription, List<Action> Watchers)> _watched = [];

    /// <inheritdoc/>
    public async ValueTask JoinAsync(string channel, string user) => await RefreshAsync(channel, [user]).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(string channel, string user) =>
        await TryAsync(s_leave, channel, [RedisKeys.PresenceTopic(channel), node, user]).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyCollection<string>?> ReadAsync(string channel) =>
        // A user's name may hold white space, a node's does not.
        (await TryAsync(s_read, channel, []).ConfigureAwait(false))?.AsItems().Select(item => item.AsText() ?? "").Select(text => text[..text.LastIndexOf(' ')]).Distinct().ToArray();

    /// <inheritdoc/>
    public async ValueTask RefreshAsync(string channel, IReadOnlyCollection<string> users) =>
        await TryAsync(s_join, channel, [(long)s_holds.TotalMilliseconds, RedisKeys.PresenceTopic(channel), node, .. users.Select(user => (RedisArgument)user)]).ConfigureAwait(false);

    /// <inheritdoc/>
    public IDisposable Watch(string channel, Action changed)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(channel, out var watched))
            {
                _watched.Add(channel, watched = (store.Subscribe(RedisKeys.PresenceTopic(channel)), []));
                _ = HearAsync(channel, watched.Subscription);
            }

            watched.Watchers.Add(changed);
        }

        return new Watching(() => Leave(channel, changed));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            foreach (var (subscription, _) in _watched.Values)
                subscription.Dispose();
            _watched.Clear();
        }

        return default;
    }

    private static RedisScript Script(string name) => RedisScript.FromResources(typeof(RedisPresence).Assembly, $"{name}.lua");

    // Whatever comes, also that something may have been missed, says that it is to be looked at again.
    private async Task HearAsync(string channel, RedisSubscription subscription)
    {
        await subscription.Confirmed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Tell(channel);
        await foreach (var _ in subscription.Deliveries.ReadAllAsync().ConfigureAwait(false))
            Tell(channel);
    }

    private void Tell(string channel)
    {
        Action[] watchers;
        lock (_lock)
            watchers = _watched.TryGetValue(channel, out var watched) ? [.. watched.Watchers] : [];
        foreach (var watcher in watchers)
            watcher();
    }

    private void Leave(string channel, Action changed)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(channel, out var watched) || !watched.Watchers.Remove(changed) || watched.Watchers.Count > 0)
                return;
            _watched.Remove(channel);
            watched.Subscription.Dispose();
        }
    }

    private async Task<RespValue?> TryAsync(RedisScript script, string channel, RedisArgument[] arguments)
    {
        try
        {
            return await store.RunAsync(script, [RedisKeys.Presence(channel)], arguments, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private sealed class Watching(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
