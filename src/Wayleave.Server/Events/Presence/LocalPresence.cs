namespace Wayleave.Server.Events.Presence;

/// <summary>One node alone: whoever is there is here.</summary>
internal sealed class LocalPresence : IPresenceStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<string>> _channels = [];
    private readonly Dictionary<string, Action> _watchers = [];

    /// <inheritdoc/>
    public ValueTask JoinAsync(string channel, string user) => ChangeAsync(channel, users => users.Add(user));

    /// <inheritdoc/>
    public ValueTask LeaveAsync(string channel, string user) => ChangeAsync(channel, users => users.Remove(user));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<string>?> ReadAsync(string channel)
    {
        lock (_lock)
            return new(_channels.TryGetValue(channel, out var users) ? [.. users] : (IReadOnlyCollection<string>)[]);
    }

    /// <inheritdoc/>
    public ValueTask RefreshAsync(string channel, IReadOnlyCollection<string> users) => default;

    /// <inheritdoc/>
    public IDisposable Watch(string channel, Action changed)
    {
        lock (_lock)
            _watchers[channel] = _watchers.GetValueOrDefault(channel) + changed;
        return new Watching(() =>
        {
            lock (_lock)
            {
                if (_watchers.GetValueOrDefault(channel) - changed is { } left)
                    _watchers[channel] = left;
                else
                    _watchers.Remove(channel);
            }
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private ValueTask ChangeAsync(string channel, Func<HashSet<string>, bool> change)
    {
        Action? told = null;
        lock (_lock)
        {
            if (!_channels.TryGetValue(channel, out var users))
                _channels.Add(channel, users = []);
            if (change(users))
                told = _watchers.GetValueOrDefault(channel);
            if (users.Count == 0)
                _channels.Remove(channel);
        }

        told?.Invoke();
        return default;
    }

    private sealed class Watching(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
