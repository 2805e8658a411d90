using System.Collections.Immutable;

namespace Wayleave.Server.Events.Hub;

/// <summary>One client's channels, and its sleep until there is something to do.</summary>
/// <param name="hub">The channels.</param>
/// <param name="user">Who follows them; null: nobody asked.</param>
internal sealed class Follower(EventHub hub, string? user) : IFollower, IDisposable
{
    private readonly Cue _cue = new();
    private readonly List<Cursor> _cursors = [];
    private readonly Dictionary<Cursor, IDisposable> _presence = [];

    /// <summary>Its place in each channel that it follows.</summary>
    public IReadOnlyList<Cursor> Cursors => _cursors;

    /// <summary>The names of its channels; to be asked at any time, by anybody.</summary>
    public ImmutableArray<string> Names { get; private set; } = [];

    /// <inheritdoc/>
    public void Wake(bool isHere) => _cue.Wake(isHere);

    /// <summary>Follows a channel from now on; its place must still begin.</summary>
    /// <param name="channel">The channel, a valid name.</param>
    public Cursor Follow(string channel)
    {
        var cursor = new Cursor(hub.Join(channel));
        _cursors.Add(cursor);
        // Before the store is looked at: what is published meanwhile must wake it.
        cursor.Feed.Add(this);
        if (user is not null)
            _presence[cursor] = hub.Presences.Enter(channel, user);
        Names = [.. _cursors.Select(each => each.Feed.Name)];
        return cursor;
    }

    /// <summary>Follows a channel no more.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>Whether it did.</returns>
    public bool Leave(string channel)
    {
        if (_cursors.Find(cursor => cursor.Feed.Name == channel) is not { } cursor)
            return false;
        _cursors.Remove(cursor);
        Names = [.. _cursors.Select(each => each.Feed.Name)];
        Leave(cursor);
        return true;
    }

    /// <summary>Sleeps until it is woken; not at all if it was since it slept last.</summary>
    public ValueTask SleepAsync() => _cue.SleepAsync();

    /// <summary>The same, and no longer than somebody wants it to.</summary>
    /// <param name="cancellationToken">Wakes it for good.</param>
    public async ValueTask SleepAsync(CancellationToken cancellationToken)
    {
        var registered = cancellationToken.UnsafeRegister(static cue => ((Cue)cue!).Wake(isHere: false), _cue);
        await using (registered.ConfigureAwait(false))
            await _cue.SleepAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Follows nothing any more.</summary>
    public void Dispose()
    {
        foreach (var cursor in _cursors)
            Leave(cursor);
        _cursors.Clear();
    }

    private void Leave(Cursor cursor)
    {
        if (_presence.Remove(cursor, out var entered))
            entered.Dispose();
        cursor.Feed.Remove(this);
        hub.Leave(cursor.Feed);
    }
}
