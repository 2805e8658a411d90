using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Hub;

/// <summary>One client's place in one channel: where it is, and what comes next.</summary>
/// <remarks>
/// It reads pages from the store until it has caught up with the channel, then from the feed's ring as long as it keeps up. Each step proves by
/// the tags that nothing is left out; where something is, a gap says so.
/// </remarks>
/// <param name="feed">The channel, which is being listened to already: what is published while the store is read is not lost between the two.</param>
internal sealed class Cursor(ChannelFeed feed)
{
    private const int PageLength = 100;

    private readonly Queue<StoredEvent> _page = new();
    private readonly HashSet<StoredEvent> _old = [];
    private bool _isBehind;
    private bool _hasKeptUp;

    /// <summary>The channel.</summary>
    public ChannelFeed Feed => feed;

    /// <summary>Where it is: the last event that it has given, or a place where nothing is missing before.</summary>
    public EventPosition At { get; private set; }

    /// <summary>Where the channel was when it began: from here a client asks that loses its connection before the first event.</summary>
    public EventPosition Begun { get; private set; }

    /// <summary>Whether places mean nothing to the client, since nothing is kept and nothing is said of what is missing.</summary>
    public bool IsEphemeral => feed.Policy.Policy == ChannelPolicy.Ephemeral;

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun => Begun.Epoch.Length > 0;

    /// <summary>Begins; where it failed, it may be tried again.</summary>
    /// <param name="since">From where.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Whether everything since then is there, or what is not.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async ValueTask<ResumeOutcome> BeginAsync(Since since, CancellationToken cancellationToken)
    {
        // Many come back at once to where all of them were: what is at hand need not be read.
        if (feed.TryBegin(since, out var at, out var head))
        {
            (At, Begun) = (at, head);
            return new ResumeOutcome.Complete(head.Offset - at.Offset);
        }

        // What is not kept cannot be gone on with: it begins with what comes next.
        if (IsEphemeral)
            since = Since.Live;
        if (since is Since.After after)
        {
            At = after.Position;
            _isBehind = true;
            return await ReadAsync(feed.Policy.Kept.Replay, cancellationToken).ConfigureAwait(false);
        }

        var page = await feed.ReadAsync(after: since is Since.LiveOnly ? EventPosition.MaxOffset : 0, PageLength, at: null, cancellationToken).ConfigureAwait(false);
        if (since is not Since.LiveOnly && MostOf(since) is { } most && page.Head.Offset > most)
            page = await feed.ReadAsync(page.Head.Offset - most, PageLength, page.Head, cancellationToken).ConfigureAwait(false);
        Take(page);
        return new ResumeOutcome.Complete(page.Head.Offset - At.Offset);
    }

    /// <summary>The next event, or a gap before it; null if there is nothing to be given now.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; nothing is lost by it.</exception>
    public async ValueTask<CursorStep?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryGive() is { } given)
                return given;
            if (!_isBehind)
            {
                var (isHere, isBehind) = feed.TryNext(At, out var next);
                if (isHere && feed.Policy.Key is not null)
                {
                    feed.TakeAll(At, _page);
                    MarkOld();
                    continue;
                }

                if (isHere)
                    return Give(next!, 0);
                if (!isBehind)
                {
                    _hasKeptUp = true;
                    return null;
                }

                _isBehind = true;
            }

            if (await ReadAsync(limit: null, cancellationToken).ConfigureAwait(false) is ResumeOutcome.Gap gap && !IsEphemeral)
                // Whoever had caught up once, and finds its place gone, has read too slowly.
                return new CursorStep(null, _hasKeptUp && gap.Reason is GapReason.Trimmed or GapReason.Expired ? gap with { Reason = GapReason.Slow } : gap);
            // The store knows no more than this: whoever heard otherwise will hear again.
            if (_page.Count == 0 && !_isBehind)
                return null;
        }
    }

    // What a later event of the page has made old is passed over.
    private CursorStep? TryGive()
    {
        for (var skip = 0; _page.TryDequeue(out var next); skip++)
            if (!_old.Remove(next))
                return Give(next, skip);
        return null;
    }

    private CursorStep Give(StoredEvent next, long skip)
    {
        At = next.Position;
        return next.Gap is { } reason ? new CursorStep(null, new ResumeOutcome.Gap(reason, At, null)) : new CursorStep(next, null, skip);
    }

    private void MarkOld()
    {
        if (feed.Policy.Key is not { } member)
            return;
        var later = new HashSet<string>();
        foreach (var stored in _page.Reverse())
            if (stored.KeyOf(member) is { } key && !later.Add(key))
                _old.Add(stored);
    }

    // How many events of the past somebody gets who names no place; null: all of them.
    private int? MostOf(Since since)
    {
        var replay = feed.Policy.Kept.Replay;
        return since is not Since.Last(var count) ? replay : replay < count ? replay : count;
    }

    // One page. After a gap the place is where the stream goes on.
    private async ValueTask<ResumeOutcome> ReadAsync(int? limit, CancellationToken cancellationToken)
    {
        var page = await feed.ReadAsync(At.Offset, PageLength, At, cancellationToken).ConfigureAwait(false);
        // Another epoch's offsets say nothing of this one's entries.
        var outcome = ResumeRule.Judge(At, page.Head, At.Epoch == page.Head.Epoch && At.Offset < page.Head.Offset ? page.First : null, limit);
        if (outcome is ResumeOutcome.Gap { Reason: GapReason.Epoch } anew && page.DivergedEpoch == At.Epoch)
            outcome = anew with { Reason = GapReason.Diverged };
        if (outcome is ResumeOutcome.Gap gap)
            At = gap.To;
        foreach (var stored in page.Events)
            if (At.Epoch == stored.Position.Epoch && stored.Position.Offset > At.Offset)
                _page.Enqueue(stored);
        _isBehind = At.Offset + _page.Count < page.Head.Offset;
        MarkOld();
        Begun = Begun.Epoch.Length == 0 ? page.Head : Begun;
        return outcome;
    }

    private void Take(StorePage page)
    {
        At = page.Events is [var first, ..] ? new EventPosition(page.Head.Epoch, first.Position.Offset - 1, first.PreviousTag) : page.Head;
        foreach (var stored in page.Events)
            _page.Enqueue(stored);
        _isBehind = At.Offset + _page.Count < page.Head.Offset;
        MarkOld();
        Begun = page.Head;
    }
}
