using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>One channel as this node hears it, without a hole: what does not follow on what was heard last is read.</summary>
/// <remarks>
/// <code>
/// SUBSCRIBE ── confirmed ── look: where is it? ── message ── message ── (line breaks) ── confirmed again ── look: what was missed? ── …
///                                                    each proves by offset and tag that it is the next
/// </code>
/// </remarks>
internal sealed class RedisChannel : IAsyncDisposable
{
    private const int PageLength = 256;

    // More than are on their way at any time: a message that comes late, behind a look that has shown its event already, is known by them.
    private const int RecentLength = 64;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<IChannelListener> _listeners = [];
    private readonly EventPosition[] _recent = new EventPosition[RecentLength];
    private readonly ChannelSettings _policy;
    private readonly RedisStore _store;
    private readonly RedisSubscription _subscription;
    private readonly SemaphoreSlim _looks;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly SemaphoreSlim _oneStep = new(1);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _running;
    private EventPosition? _last;
    private EventPosition? _seen;

    /// <summary>Begins to hear.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="policy">What holds for it.</param>
    /// <param name="store">The store.</param>
    /// <param name="subscription">What is told of it; ended with this.</param>
    /// <param name="refused">Is told the topic and the server's words where it refuses to tell anything of it.</param>
    /// <param name="looks">How many channels may look at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">From 0 up to 1: spreads attempts.</param>
    public RedisChannel(
        string name, ChannelSettings policy, RedisStore store, RedisSubscription subscription, Action<string, string> refused, SemaphoreSlim looks, TimeProvider time, Func<double> chance)
    {
        (Name, _policy, _store, _subscription, _looks, _time, _chance) = (name, policy, store, subscription, looks, time, chance);
        _running = RunAsync(refused);
    }

    /// <summary>The channel.</summary>
    public string Name { get; }

    /// <summary>Ends it when nobody has come back; owned by whoever keeps all channels, and used under that one's lock.</summary>
    public ITimer? Grace { get; set; }

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard
    {
        get
        {
            lock (_lock)
                return _listeners.Count > 0;
        }
    }

    /// <summary>Tells somebody from now on, and first where the channel is, if that is known.</summary>
    /// <param name="listener">Whom.</param>
    public void Add(IChannelListener listener)
    {
        lock (_lock)
        {
            _listeners.Add(listener);
            if (_last is { } last)
                listener.Moved(last);
        }
    }

    /// <summary>Tells somebody no more.</summary>
    /// <param name="listener">Whom.</param>
    public void Remove(IChannelListener listener)
    {
        lock (_lock)
            _listeners.Remove(listener);
    }

    /// <summary>Compares where the channel is with what was heard; what was not is read.</summary>
    /// <param name="head">Where it is.</param>
    public async Task CompareAsync(EventPosition head)
    {
        bool isSame;
        lock (_lock)
            isSame = _last is null || _last == head;
        if (!isSame || HasLost(head))
            await LookAsync().ConfigureAwait(false);
    }

    /// <summary>Somebody has read up to a place: that counts as told, though it was not heard.</summary>
    /// <param name="head">The place.</param>
    public void Saw(EventPosition head)
    {
        lock (_lock)
            if (_seen is not { } seen || seen.Epoch != head.Epoch || seen.Offset < head.Offset)
                _seen = head;
    }

    /// <summary>Looks where the channel is; what was not heard is read.</summary>
    public Task LookAsync() => StepAsync(() => LookAsync(_over.Token));

    /// <summary>The store may be reached again: whoever waits for it looks again.</summary>
    public void Stir()
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
                listener.Stirred();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        _subscription.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Grace is { } grace)
            await grace.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task RunAsync(Action<string, string> refused)
    {
        // A line that is not there yet will be; what is published before it is there is found by the first look.
        await _subscription.Confirmed.WaitAsync(_over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_subscription.Confirmed is { IsFaulted: true, Exception.InnerException: { } error })
            refused(_subscription.Topic.Name, error.Message);
        await StepAsync(() => LookAsync(_over.Token)).ConfigureAwait(false);
        await foreach (var delivery in _subscription.Deliveries.ReadAllAsync(_over.Token).ConfigureAwait(false))
            await StepAsync(() => delivery is RedisDelivery.Message message && RedisMessage.TryRead(message.Payload, out var told) && TryTake(told.Stored) ? Task.CompletedTask : LookAsync(_over.Token)).ConfigureAwait(false);
    }

    // One thing at a time: a look that others ask for must not come between a message and its place.
    private async Task StepAsync(Func<Task> step)
    {
        await _oneStep.WaitAsync(_over.Token).ConfigureAwait(false);
        try
        {
            await step().ConfigureAwait(false);
        }
        finally
        {
            _oneStep.Release();
        }
    }

    // False: it does not follow on what was heard last.
    private bool TryTake(StoredEvent? stored)
    {
        if (stored is null || _last is not { } last || stored.Position.Epoch != last.Epoch)
            return false;
        if (stored.Position.Offset == last.Offset + 1 && stored.PreviousTag == last.Tag)
        {
            Tell(stored);
            return true;
        }

        // A look has shown it before it came.
        return stored.Position.Offset <= last.Offset && _recent[stored.Position.Offset % RecentLength] == stored.Position;
    }

    // Until it has been seen where the channel is, however long Redis is away.
    private async Task LookAsync(CancellationToken over)
    {
        while (!await TryLookAsync(over).ConfigureAwait(false))
            await Task.Delay(s_pause * (0.5 + _chance()), _time, over).ConfigureAwait(false);
    }

    private async Task<bool> TryLookAsync(CancellationToken over)
    {
        await _looks.WaitAsync(over).ConfigureAwait(false);
        try
        {
            var page = await _store.ReadAsync(Name, _policy, _last?.Offset ?? EventPosition.MaxOffset, PageLength, over).ConfigureAwait(false);
            await TakeAsync(page, over).ConfigureAwait(false);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        finally
        {
            _looks.Release();
        }
    }

    private async Task TakeAsync(StorePage page, CancellationToken over)
    {
        var head = page.Head;
        if (HasLost(head) && _seen is { } seen)
        {
            Move(await _store.RestartAsync(Name, seen, over).ConfigureAwait(false));
            return;
        }

        if (_last is not { } last)
        {
            Move(head);
            return;
        }

        var outcome = ResumeRule.Judge(last, head, last.Epoch == head.Epoch && last.Offset < head.Offset ? page.First : null);
        if (outcome is ResumeOutcome.Complete)
        {
            foreach (var stored in page.Events)
                Tell(stored);
            // What lies beyond one page is read by those who want it.
            if (_last != head)
                Move(head);
        }
        else if (last.Epoch == head.Epoch && last.Offset >= head.Offset)
        {
            Move(await _store.RestartAsync(Name, last, over).ConfigureAwait(false));
        }
        else
        {
            Move(head);
        }
    }

    // Whether what somebody has read is not there any more: nobody would ever tell them.
    private bool HasLost(EventPosition head)
    {
        lock (_lock)
            return _seen is { } seen && seen.Epoch == head.Epoch && seen.Offset >= head.Offset && seen != head;
    }

    private void Tell(StoredEvent stored)
    {
        lock (_lock)
        {
            _last = stored.Position;
            _recent[stored.Position.Offset % RecentLength] = stored.Position;
            foreach (var listener in _listeners)
                listener.Published(stored);
        }
    }

    private void Move(EventPosition head)
    {
        lock (_lock)
        {
            if (_last == head)
                return;
            _last = head;
            foreach (var listener in _listeners)
                listener.Moved(head);
        }
    }
}
