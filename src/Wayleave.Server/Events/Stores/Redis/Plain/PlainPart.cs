using System.Threading.Channels;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores.Redis.Plain;

/// <summary>The plain messages of one part's channels. All nodes hear them; the one that has the part's lease appends them.</summary>
/// <remarks>
/// A node that takes the lease looks what the one before has still appended of what it heard itself, and goes on from there. Where it cannot have
/// heard everything (it has just begun, or its line broke), it says that something may be missing: never in silence. Append and lease are
/// checked in one script, so a node that was thought dead and comes back appends nothing more.
/// </remarks>
internal sealed class PlainPart : IAsyncDisposable
{
    /// <summary>How long a lease holds that is not kept up.</summary>
    public static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(3);

    private const int MostWaiting = 4096;

    // More than one node appends in the time that messages are kept, at any rate that Redis takes.
    private const int MostCompared = 2000;

    // What the holder had heard when it was last seen, it had appended, or lost, by then.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);

    private readonly int _number;
    private readonly RedisStore _store;
    private readonly TimeProvider _time;
    private readonly KeptMessages _kept;
    private readonly Channel<PlainStep> _steps = Channel.CreateBounded<PlainStep>(MostWaiting);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _running;
    private bool _isHeld;
    private long? _lastHeld;
    private long? _restsFrom;

    /// <summary>Begins.</summary>
    /// <param name="number">The part.</param>
    /// <param name="store">The store.</param>
    /// <param name="time">The clock.</param>
    public PlainPart(int number, RedisStore store, TimeProvider time)
    {
        (_number, _store, _time, _kept) = (number, store, time, new KeptMessages(time));
        _running = RunAsync();
    }

    /// <summary>Takes a message, as soon as there is room: until then whoever delivers waits, and its own queue tells what was dropped.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public ValueTask TakeAsync(PlainMessage message, CancellationToken cancellationToken) => _steps.Writer.WriteAsync(new PlainStep.Heard(message), cancellationToken);

    /// <summary>From now on all of a further pattern's are heard.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    public ValueTask BeginAsync(CancellationToken cancellationToken) => _steps.Writer.WriteAsync(new PlainStep.Began(), cancellationToken);

    /// <summary>Some messages were not heard.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    public ValueTask MissAsync(CancellationToken cancellationToken) => _steps.Writer.WriteAsync(new PlainStep.Missed(), cancellationToken);

    /// <summary>It is time to see who has the lease. Where there is more to do, the next time does as well.</summary>
    public void Turn() => _steps.Writer.TryWrite(new PlainStep.Turn());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        if (_isHeld)
            await _store.ReleaseAsync(_number).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        await foreach (var step in _steps.Reader.ReadAllAsync(_over.Token).ConfigureAwait(false))
        {
            try
            {
                await DoAsync(step).ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                // What was heard is kept, and whether it was appended is seen once Redis answers.
                _isHeld = false;
            }
        }
    }

    private async Task DoAsync(PlainStep step)
    {
        switch (step)
        {
            case PlainStep.Heard(var message):
                _kept.Add(message);
                if (_isHeld && !await _store.AppendPlainAsync(message, _over.Token).ConfigureAwait(false))
                    _isHeld = false;
                break;
            case PlainStep.Began:
                _kept.Break();
                break;
            case PlainStep.Missed:
                _kept.Break();
                // Another node may have heard them: it has the first chance.
                if (_isHeld)
                    await _store.ReleaseAsync(_number).ConfigureAwait(false);
                (_isHeld, _restsFrom) = (false, _time.GetTimestamp());
                break;
            case PlainStep.Turn when _restsFrom is not { } from || _time.GetElapsedTime(from) >= LeaseLife:
                _restsFrom = null;
                await SeeAsync().ConfigureAwait(false);
                break;
        }
    }

    private async Task SeeAsync()
    {
        _kept.Trim();
        var isOurs = await _store.LeaseAsync(_number, LeaseLife, _over.Token).ConfigureAwait(false);
        if (isOurs && !_isHeld)
            await TakeOverAsync().ConfigureAwait(false);
        _isHeld = isOurs;
        _lastHeld = _time.GetTimestamp();
    }

    private async Task TakeOverAsync()
    {
        // Between the last time that somebody was seen to append and now, this node has heard everything, and some time before that too.
        var isWhole = _lastHeld is { } held
            && _time.GetElapsedTime(held) <= s_margin
            && _time.GetElapsedTime(_kept.CompleteSince, held) >= s_margin;
        if (!isWhole && await _store.HasPlainAsync(_over.Token).ConfigureAwait(false))
            await _store.BreakAsync(_number, _time.GetElapsedTime(_kept.CompleteSince), _over.Token).ConfigureAwait(false);
        foreach (var heard in _kept.ByChannel.ToArray())
            await AppendRestAsync(heard.Key, [.. heard]).ConfigureAwait(false);
    }

    private async Task AppendRestAsync(string channel, PlainMessage[] heard)
    {
        var appended = await _store.PlainDigestsAsync(channel, MostCompared, _over.Token).ConfigureAwait(false);
        var (count, isCertain) = Overlap.Find([.. heard.Select(message => message.Digest)], [.. appended]);
        // Of a channel without a history nobody knows what was appended.
        if (!isCertain || !_store.KeepsHistory(channel))
            await _store.TellPlainAsync(channel, GapReason.Handover, _over.Token).ConfigureAwait(false);
        foreach (var message in heard[count..])
            await _store.AppendPlainAsync(message, _over.Token).ConfigureAwait(false);
    }
}
