using System.Runtime.CompilerServices;
using Wayleave.Client.Deciding;
using Wayleave.Client.Pumping;
using Wayleave.Client.Resuming;

namespace Wayleave.Client;

/// <summary>Reads channels of events from a Wayleave server: every event once and in order over dropped connections, and every loss announced.</summary>
/// <remarks>
/// <para>There is a connection while somebody reads, and none else. A new read goes on where the last one ended. One read at a time; everything else may be
/// called from anywhere.</para>
/// <para>Whoever reads slowly holds up the connection, and loses nothing by it, save what leaves the channel's history meanwhile: that is a gap.</para>
/// </remarks>
public sealed class EventsClient : IAsyncDisposable
{
    private readonly EventsClientOptions _options;
    private readonly MachineSettings _settings;
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _disposing = new();
    private Task _pumping = Task.CompletedTask;
    private int _isReading;
    private int _isDisposed;

    /// <summary>A client; it does not connect yet.</summary>
    /// <param name="options">What it follows, and how.</param>
    /// <exception cref="ArgumentException">An option is not as its description says.</exception>
    public EventsClient(EventsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        (_settings, Positions) = OptionsCheck.Of(options);
        // Connections are kept no longer than names may be trusted: a server's address may change.
        _http = new HttpMessageInvoker(
            options.Handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }, disposeHandler: options.Handler is null);
    }

    /// <summary>
    /// Where the reader is, the item that it was given last included: keep its text once that item is handled, and put it into
    /// <see cref="EventsClientOptions.Positions"/> after a restart. An immutable snapshot.
    /// </summary>
    public ChannelPositions Positions { get; private set; }

    /// <summary>What the client is doing, as its reader has been told.</summary>
    public EventsClientState State { get; private set; }

    /// <summary>Reads everything in its order: events, and what concerns them. It ends only by cancellation, disposal or failure.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The stream; it connects when the first item is asked for.</returns>
    /// <exception cref="EventsClientException">While reading: the stream has ended for good. All that came before has been given.</exception>
    /// <exception cref="InvalidOperationException">While reading: somebody else reads already.</exception>
    /// <exception cref="ObjectDisposedException">While reading: the client was disposed of before.</exception>
    /// <exception cref="OperationCanceledException">While reading: it was cancelled.</exception>
    public async IAsyncEnumerable<StreamItem> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
            throw new InvalidOperationException("This client is being read already: a second reader takes a client of its own");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var backlog = new Backlog(_options.MaxBacklogItems, _options.MaxBacklogBytes);
        var pumping = PumpAsync(backlog, over.Token);
        _pumping = pumping;
        try
        {
            while (await backlog.ReadAsync(cancellationToken).ConfigureAwait(false) is { } item)
            {
                Positions = item.Change?.ApplyTo(Positions) ?? Positions;
                State = item is ConnectionChange change ? change.State : State;
                if (item is not PlaceNote)
                    yield return item;
            }

            if (await pumping.ConfigureAwait(false) is { } failure)
                throw failure;
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await ((Task)pumping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            State = EventsClientState.Idle;
            Volatile.Write(ref _isReading, 0);
        }
    }

    /// <summary>Reads events alone. Gaps are handed over in their place, so that no loss is overlooked.</summary>
    /// <param name="onGap">Called between the last event before a gap and the first behind it, which waits for its end: load the state anew here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The events; what it throws is as with <see cref="ReadAllAsync"/>, and whatever <paramref name="onGap"/> throws.</returns>
    public async IAsyncEnumerable<ChannelEvent> ReadEventsAsync(
        Func<ChannelGap, CancellationToken, ValueTask> onGap, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onGap);
        await foreach (var item in ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item is ChannelEvent each)
                yield return each;
            else if (item is ChannelGap gap)
                await onGap(gap, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection, if there is one: a read that is under way ends. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
    }

    private async Task<EventsClientException?> PumpAsync(Backlog backlog, CancellationToken cancellationToken)
    {
        try
        {
            return await new Pump(new EventsMachine(_settings, Positions, _options.Chance), _options, _http, backlog).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            backlog.Complete();
        }
    }
}
