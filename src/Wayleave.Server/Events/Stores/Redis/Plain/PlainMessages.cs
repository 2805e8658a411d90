using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Stores.Redis.Plain;

/// <summary>Hears what programs that know nothing of us publish, on all channels that the routes can give, also while nobody follows them.</summary>
/// <param name="client">The connections.</param>
/// <param name="store">The store.</param>
/// <param name="health">Told what is refused.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainMessages(RedisClient client, RedisStore store, RedisHealth health, TimeProvider time) : IAsyncDisposable
{
    private const int MostWaiting = 4096;

    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<string, (RedisSubscription Subscription, Task Hearing)> _hearing = [];
    private ImmutableArray<ChannelTemplate> _templates = [];
    private ImmutableArray<PlainPart> _parts = [];
    private ITimer? _turns;
    private bool _isNoted;

    /// <summary>Whether plain messages are heard on a channel.</summary>
    /// <param name="channel">The channel.</param>
    public bool Hears(string channel) => FirstFor(channel) is not null;

    /// <summary>Hears on these channels from now on, and on no others.</summary>
    /// <param name="templates">The channels.</param>
    public void Hear(IEnumerable<ChannelTemplate> templates)
    {
        lock (_lock)
        {
            _templates = [.. templates.DistinctBy(template => template.RedisPattern)];
            foreach (var gone in _hearing.Keys.Except(_templates.Select(template => template.RedisPattern)).ToArray())
            {
                _hearing[gone].Subscription.Dispose();
                _hearing.Remove(gone);
            }

            if (_templates.IsEmpty)
                return;
            Begin();
            foreach (var template in _templates)
            {
                if (_hearing.ContainsKey(template.RedisPattern))
                    continue;
                var subscription = client.Subscribe(RedisSubscriptionKind.Pattern, template.RedisPattern, MostWaiting);
                _hearing.Add(template.RedisPattern, (subscription, HearAsync(template, subscription)));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task[] hearing;
        lock (_lock)
        {
            hearing = [.. _hearing.Values.Select(each => each.Hearing)];
            // Where Redis was never there, they still wait to be confirmed.
            foreach (var (subscription, _) in _hearing.Values)
                subscription.Dispose();
        }

        if (_turns is not null)
            await _turns.DisposeAsync().ConfigureAwait(false);
        await _over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(hearing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_parts.Select(part => part.DisposeAsync().AsTask())).ConfigureAwait(false);
        _over.Dispose();
    }

    private void Begin()
    {
        if (!_parts.IsEmpty)
            return;
        _parts = [.. Enumerable.Range(0, RedisKeys.Parts).Select(number => new PlainPart(number, store, time))];
        _turns = time.CreateTimer(_ => TurnAll(), null, TimeSpan.Zero, s_turn);
    }

    private void TurnAll()
    {
        foreach (var part in _parts)
            part.Turn();
    }

    private async Task HearAsync(ChannelTemplate template, RedisSubscription subscription)
    {
        if (await health.IsRefusedAsync(subscription, $"what other programs publish on {template.RedisPattern}").ConfigureAwait(false))
            return;
        foreach (var part in _parts)
            await part.BeginAsync(_over.Token).ConfigureAwait(false);
        await foreach (var delivery in subscription.Deliveries.ReadAllAsync(_over.Token).ConfigureAwait(false))
        {
            if (delivery is RedisDelivery.Message message)
            {
                await NoteAsync().ConfigureAwait(false);
                // Several patterns may fit: it comes once for each of them, and is taken once.
                if (ChannelName.Check(message.Channel) == ChannelNameViolation.None && FirstFor(message.Channel)?.RedisPattern == template.RedisPattern)
                    await _parts[RedisKeys.PartOf(message.Channel)].TakeAsync(new PlainMessage(message.Channel, message.Payload, time.GetTimestamp()), _over.Token).ConfigureAwait(false);
                continue;
            }

            foreach (var part in _parts)
                await part.MissAsync(_over.Token).ConfigureAwait(false);
        }
    }

    // Before the first is appended: from now on one that is not heard may have been lost.
    private async Task NoteAsync()
    {
        if (_isNoted)
            return;
        try
        {
            await store.NotePlainAsync(_over.Token).ConfigureAwait(false);
            _isNoted = true;
        }
        catch (StoreUnavailableException)
        {
            // It is noted with the next.
        }
    }

    private ChannelTemplate? FirstFor(string channel) =>
        channel.StartsWith(RedisKeys.Prefix, StringComparison.Ordinal) ? null : _templates.FirstOrDefault(template => template.Pattern.Matches(channel));
}
