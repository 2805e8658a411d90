namespace Wayleave.Server.Events.Presence;

/// <summary>Who is in a channel, as one client has been told.</summary>
/// <remarks>It holds what was said last, not what happened since: a client that is slow is told once, and of what is true then.</remarks>
internal sealed class PresenceView : IDisposable
{
    private readonly IPresenceStore _store;
    private readonly IDisposable _watching;
    private readonly TimeProvider _time;
    private HashSet<string>? _told;
    private long _looked;
    private int _isStale = 1;

    /// <summary>Begins to watch.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="store">Who is there.</param>
    /// <param name="wake">Called when there may be something to tell.</param>
    /// <param name="time">The clock.</param>
    public PresenceView(string channel, IPresenceStore store, Action wake, TimeProvider time)
    {
        (Channel, _store, _time) = (channel, store, time);
        _watching = store.Watch(channel, () =>
        {
            Volatile.Write(ref _isStale, 1);
            wake();
        });
    }

    /// <summary>The channel.</summary>
    public string Channel { get; }

    /// <summary>What is to be told now.</summary>
    /// <returns>Who has come and who has left since it was told last, or everybody, the first time; null if there is nothing to tell.</returns>
    public async ValueTask<(string[] Join, string[] Leave, bool IsSnapshot)?> NewsAsync()
    {
        // A node that dies says nothing: those who were there are missed by looking.
        if (Interlocked.Exchange(ref _isStale, 0) == 0 && _time.GetElapsedTime(_looked) < Presences.Grace)
            return null;
        _looked = _time.GetTimestamp();
        if (await _store.ReadAsync(Channel).ConfigureAwait(false) is not { } now)
        {
            // It is looked at again when the client is woken next.
            Volatile.Write(ref _isStale, 1);
            return null;
        }

        var before = _told;
        _told = [.. now];
        if (before is null)
            return ([.. now], [], true);
        string[] join = [.. now.Where(user => !before.Contains(user))], leave = [.. before.Where(user => !_told.Contains(user))];
        return join.Length + leave.Length > 0 ? (join, leave, false) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _watching.Dispose();
}
