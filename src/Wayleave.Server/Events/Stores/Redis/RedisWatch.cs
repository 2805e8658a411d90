using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>Sees to it that nothing goes unheard: a line that says nothing is tried, and where channels are is compared with what was heard.</summary>
internal sealed class RedisWatch : IAsyncDisposable
{
    private const int Batch = 100;

    // A message of our own comes back at once on a line that works.
    private static readonly TimeSpan s_probe = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_deaf = TimeSpan.FromSeconds(4);
    private const int ProbesForCheck = 6;

    /// <summary>How often where channels are is compared with what was heard.</summary>
    public static readonly TimeSpan Compared = s_probe * ProbesForCheck;

    private readonly RedisClient _client;
    private readonly RedisChannels _channels;
    private readonly RedisHealth _health;
    private readonly RedisSubscription _echo;
    private readonly string _topic;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _cue = new(0, 1);
    private readonly Task _running;
    private readonly Task _hearing;
    private readonly RedisSubscription _breaks;
    private readonly Task _hearingBreaks;
    private volatile bool _heard = true;
    private long _probed;

    /// <summary>Begins.</summary>
    /// <param name="client">The connections.</param>
    /// <param name="channels">The channels that are heard.</param>
    /// <param name="health">What is known of the connections.</param>
    /// <param name="node">This node's name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">From 0 up to 1: spreads what nodes do.</param>
    public RedisWatch(RedisClient client, RedisChannels channels, RedisHealth health, string node, TimeProvider time, Func<double> chance)
    {
        (_client, _channels, _health, _topic, _time, _chance) = (client, channels, health, RedisKeys.Probe(node), time, chance);
        _echo = client.Subscribe(RedisSubscriptionKind.Channel, _topic, capacity: 4);
        health.Returned = Cue;
        _breaks = client.Subscribe(RedisSubscriptionKind.Channel, RedisKeys.BreakTopic, capacity: 2 * RedisKeys.Parts);
        _hearing = HearAsync();
        _hearingBreaks = HearBreaksAsync();
        _running = RunAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _health.Returned = null;
        await _over.CancelAsync().ConfigureAwait(false);
        _echo.Dispose();
        _breaks.Dispose();
        await Task.WhenAll(_running, _hearing, _hearingBreaks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        lock (_cue)
            _cue.Dispose();
    }

    // A line may return in the very moment of the end.
    private void Cue()
    {
        lock (_cue)
        {
            if (!_over.IsCancellationRequested && _cue.CurrentCount == 0)
                _cue.Release();
        }
    }

    private async Task HearAsync()
    {
        await foreach (var _ in _echo.Deliveries.ReadAllAsync(_over.Token).ConfigureAwait(false))
            _heard = true;
    }

    // Whoever looks at a channel after a break finds the word of it there.
    private async Task HearBreaksAsync()
    {
        await foreach (var delivery in _breaks.Deliveries.ReadAllAsync(_over.Token).ConfigureAwait(false))
        {
            var part = delivery is RedisDelivery.Message message && int.TryParse(message.Payload.Span, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
            await Task.WhenAll(_channels.Now.Where(channel => part is null || RedisKeys.PartOf(channel.Name) == part).Select(channel => TryLookAsync(channel))).ConfigureAwait(false);
        }
    }

    private async Task TryLookAsync(RedisChannel channel)
    {
        try
        {
            await channel.LookAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException || (e is OperationCanceledException && !_over.IsCancellationRequested))
        {
            // It is not heard any more.
        }
    }

    private async Task RunAsync()
    {
        for (var turn = 0; ; turn++)
        {
            var isCued = await WaitAsync().ConfigureAwait(false);
            var isThere = await ProbeAsync().ConfigureAwait(false);
            if (isCued)
                foreach (var channel in _channels.Now)
                    channel.Stir();
            if (isThere && (isCued || turn % ProbesForCheck == ProbesForCheck - 1))
                await CompareAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitAsync()
    {
        using var limit = new CancellationTokenSource(s_probe * (0.9 + (0.2 * _chance())), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
        var waiting = _cue.WaitAsync(either.Token);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Token.ThrowIfCancellationRequested();
        return waiting.IsCompletedSuccessfully;
    }

    // False: Redis does not answer.
    private async Task<bool> ProbeAsync()
    {
        try
        {
            // One that has just been sent may be on its way. After that long the line is deaf.
            if (!_heard && _time.GetElapsedTime(_probed) < s_deaf)
                return true;
            if (!_heard)
                _client.RenewMessages("a message of our own was not heard");
            (_heard, _probed) = (false, _time.GetTimestamp());
            await _client.SendAsync(RedisCommand.Keyless("PUBLISH", _topic, ""), _over.Token).ConfigureAwait(false);
            _health.Answered();
            return true;
        }
        catch (RedisException)
        {
            _health.Failed();
            // Nothing was said that could be heard.
            _heard = true;
            return false;
        }
    }

    private async Task CompareAsync()
    {
        foreach (var some in _channels.Now.Chunk(Batch))
            await Task.WhenAll(some.Select(CompareAsync)).ConfigureAwait(false);
    }

    private async Task CompareAsync(RedisChannel channel)
    {
        try
        {
            var place = (await _client.SendAsync(RedisCommand.OnKey("HMGET", RedisKeys.Place(channel.Name), "e", "s", "t"), _over.Token).ConfigureAwait(false)).AsItems();
            // One that has no place of its own yet is where all such are; if it had one, and lost it, a look shows that too.
            await channel.CompareAsync(place is [var epoch, ..] && epoch.AsText() is not null ? RedisAnswers.Place(place) : default).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RedisException or StoreUnavailableException or ObjectDisposedException || (e is OperationCanceledException && !_over.IsCancellationRequested))
        {
            // The channel is not heard any more, or Redis went away: it is compared again once it is back.
        }
    }
}
