using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Sockets;

/// <summary>The channels of one socket: those that begin, those that go on, and who is in those whose client asked.</summary>
/// <param name="plan">What the client gets.</param>
/// <param name="hub">All channels.</param>
/// <param name="time">The clock.</param>
internal sealed class FollowedChannels(EventPlan plan, EventHub hub, TimeProvider time) : IDisposable
{
    // Each failure may take as long as the store's time-out, and nothing else is sent meanwhile.
    private const int MostFailures = 3;

    private readonly Follower _follower = new(hub, plan.Admitted?.Subject);
    private readonly EventWriter _writer = new(plan);
    private readonly Queue<Beginning> _beginning = new();
    private readonly List<PresenceView> _views = [];
    private int _next;

    /// <summary>The client's place in each.</summary>
    public IReadOnlyList<Cursor> Cursors => _follower.Cursors;

    /// <summary>Their names, for others than the socket itself.</summary>
    public IEnumerable<string> Names => _follower.Names;

    /// <summary>Whether the store cannot be reached.</summary>
    public bool IsDegraded => hub.Store.IsDegraded;

    /// <summary>How many events were given.</summary>
    public long Events { get; private set; }

    /// <summary>There may be something to do.</summary>
    public void Wake() => _follower.Wake(isHere: false);

    /// <summary>Sleeps until there is.</summary>
    public ValueTask SleepAsync() => _follower.SleepAsync();

    /// <summary>
    /// Begins the plan's channels, before the client hears that it is connected: what is published once it has heard so comes. Where the store
    /// cannot be reached in time, they begin later.
    /// </summary>
    /// <param name="limit">How long it may take.</param>
    public async Task PrepareAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit, time);
        foreach (var channel in plan.Channels)
        {
            var (cursor, since) = (_follower.Follow(channel), plan.Since.For(channel));
            _beginning.Enqueue(new Beginning(cursor, since) { Outcome = late.IsCancellationRequested ? null : await TryBeginAsync(cursor, since, late).ConfigureAwait(false) });
        }
    }

    /// <summary>Does what the client asks for. What changes what is sent is done by the one that sends: so each channel's frames stay in their order.</summary>
    /// <param name="order">What it asks for.</param>
    /// <param name="sink">Where to.</param>
    public void CarryOut(ClientFrame order, IEventSink sink)
    {
        switch (order)
        {
            case ClientFrame.Subscribe(var channel, _) when !plan.Channels.Contains(channel) && plan.MayFollow?.Invoke(channel) != true:
                _writer.Error(sink, "forbidden", channel);
                break;
            case ClientFrame.Subscribe(var channel, var since):
                // Whoever asks for a channel anew has missed something of it, and says from where.
                if (!_follower.Leave(channel) && Cursors.Count >= EventPlans.MostChannels)
                    _writer.Error(sink, "too_many", channel);
                else
                    _beginning.Enqueue(new Beginning(_follower.Follow(channel), since));
                break;
            case ClientFrame.Unsubscribe(var channel):
                _follower.Leave(channel);
                Unwatch(channel);
                break;
            case ClientFrame.Presence(var channel) when Cursors.All(cursor => cursor.Feed.Name != channel):
                _writer.Error(sink, "not_subscribed", channel);
                break;
            case ClientFrame.Presence(var channel):
                Unwatch(channel);
                _views.Add(new PresenceView(channel, hub.Presences.Store, Wake, time));
                break;
        }
    }

    /// <summary>Gives what begins, then whatever is new. Where the store cannot be reached for a channel, the others go on: of a cluster's servers one may be away.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="written">Called behind each frame: it may write what there is, and says whether to go on.</param>
    /// <param name="over">The socket is at its end.</param>
    public async Task GiveAsync(IEventSink sink, Func<Task<bool>> written, CancellationToken over)
    {
        var failures = 0;
        for (var left = _beginning.Count; left > 0 && failures < MostFailures; left--)
        {
            var next = _beginning.Dequeue();
            // It may have been let go of while the store could not be reached.
            if (!Cursors.Contains(next.Cursor) || await TryBeginAsync(next, sink, written, over).ConfigureAwait(false))
                continue;
            failures++;
            _beginning.Enqueue(next);
        }

        // Each in its turn: those whose store is away do not keep the same ones from theirs for ever.
        for (var left = Cursors.Count; left > 0 && Cursors.Count > 0 && failures < MostFailures; left--)
        {
            _next = _next + 1 < Cursors.Count ? _next + 1 : 0;
            var cursor = Cursors[_next];
            // What still begins stands aside.
            var hasBegun = _beginning.Count == 0 || _beginning.All(beginning => beginning.Cursor != cursor);
            failures += !hasBegun || await TryDrainAsync(cursor, sink, written, over).ConfigureAwait(false) ? 0 : 1;
        }

        foreach (var view in _views)
            if (await view.NewsAsync().ConfigureAwait(false) is var (join, leave, isSnapshot))
                _writer.Presence(sink, view.Channel, join, leave, isSnapshot);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in _views)
            view.Dispose();
        _follower.Dispose();
    }

    private static async Task<ResumeOutcome?> TryBeginAsync(Cursor cursor, Since since, CancellationTokenSource late)
    {
        try
        {
            return await cursor.BeginAsync(since, late.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreUnavailableException || (e is OperationCanceledException && late.IsCancellationRequested))
        {
            return null;
        }
    }

    // False: the store cannot be reached. The rest, and that it was all, comes once it is back.
    private async ValueTask<bool> TryBeginAsync(Beginning next, IEventSink sink, Func<Task<bool>> written, CancellationToken over)
    {
        try
        {
            if (!next.IsTold)
                _writer.Subscribed(sink, next.Cursor, next.Since, next.Outcome ?? await next.Cursor.BeginAsync(next.Since, over).ConfigureAwait(false));
            next.IsTold = true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }

        if (!await TryDrainAsync(next.Cursor, sink, written, over).ConfigureAwait(false))
            return false;
        if (next.Since is not Since.LiveOnly)
            _writer.CaughtUp(sink, next.Cursor);
        return true;
    }

    // False: the store cannot be reached. Heartbeats say so. The client stays: coming back would not help it, and it loses nothing by waiting.
    private async ValueTask<bool> TryDrainAsync(Cursor cursor, IEventSink sink, Func<Task<bool>> written, CancellationToken over)
    {
        try
        {
            bool goesOn;
            do
            {
                var from = cursor.At;
                if (await cursor.NextAsync(over).ConfigureAwait(false) is not { } step)
                    return true;
                if (step.Gap is { } gap)
                    _writer.Gap(sink, cursor, from, gap);
                else
                    _writer.Event(sink, step, cursor);
                Events += step.Event is null ? 0 : 1;
                goesOn = await written().ConfigureAwait(false);
            }
            while (goesOn);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private void Unwatch(string channel)
    {
        foreach (var view in _views.Where(view => view.Channel == channel))
            view.Dispose();
        _views.RemoveAll(view => view.Channel == channel);
    }

    /// <summary>A channel that begins.</summary>
    private sealed class Beginning(Cursor cursor, Since since)
    {
        public Cursor Cursor => cursor;

        public Since Since => since;

        /// <summary>What came of it, where it has begun already.</summary>
        public ResumeOutcome? Outcome { get; init; }

        /// <summary>Whether the client has heard that it is followed.</summary>
        public bool IsTold { get; set; }
    }
}
