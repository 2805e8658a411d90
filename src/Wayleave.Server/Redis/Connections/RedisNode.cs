using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Redis.Connections;

/// <summary>A line to a server that is made again whenever it breaks.</summary>
/// <remarks>
/// A command that comes during the first attempt after a start or a loss waits for it, within its time limit. Once an attempt has
/// failed, commands are refused at once until one succeeds: whoever publishes shall hear that Redis is down, not hang. Thread-safe.
/// </remarks>
internal sealed class RedisNode : IAsyncDisposable
{
    private readonly RedisNodeWorld _world;
    private readonly RedisLine _line;
    private readonly Func<CancellationToken, Task<RedisAddress>> _find;
    private readonly Action<RespValue.Push> _onPush;
    private readonly Action<RedisConnection> _onConnected;
    private readonly RedisBackoff _backoff;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _running;
    private int _disposed;
    private int _waiting;
    private NodeState _state = Coming();

    /// <summary>Begins to connect.</summary>
    /// <param name="world">What all lines share.</param>
    /// <param name="line">What it is for.</param>
    /// <param name="find">Where to, asked before each attempt; may throw <see cref="RedisUnavailableException"/>.</param>
    /// <param name="onPush">Is given what comes by itself.</param>
    /// <param name="onConnected">Is given each new connection before any command of others.</param>
    public RedisNode(
        RedisNodeWorld world, RedisLine line, Func<CancellationToken, Task<RedisAddress>> find,
        Action<RespValue.Push>? onPush = null, Action<RedisConnection>? onConnected = null)
    {
        (_world, _line, _find, _onPush, _onConnected) = (world, line, find, onPush ?? (_ => { }), onConnected ?? (_ => { }));
        _backoff = new RedisBackoff(world.Chance);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Sends a command. The answer may be an error, which is a value here.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancel">Stops the wait; the command may be carried out all the same.</param>
    /// <param name="asking">Whether ASKING goes right before it.</param>
    /// <exception cref="RedisUnavailableException">There is no answer.</exception>
    public async Task<RespValue> SendAsync(RedisCommand command, CancellationToken cancel, bool asking = false)
    {
        var state = Volatile.Read(ref _state);
        var connection = state.Connection ?? await WaitAsync(command, state, cancel).ConfigureAwait(false);
        return await connection.SendAsync(command, asking).WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Drops the connection, if there is one, so that its server is looked for anew.</summary>
    /// <param name="words">Why.</param>
    public void Abandon(string words) => Volatile.Read(ref _state).Connection?.Abandon(words);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopped.Dispose();
    }

    private async Task<RedisConnection> WaitAsync(RedisCommand command, NodeState state, CancellationToken cancel)
    {
        if (state.Coming is not { } coming)
            // A new one for each caller: an exception that is thrown twice mixes its traces.
            throw new RedisUnavailableException(state.Failure!.Reason, $"{command}: {state.Failure.Message}");
        if (Interlocked.Increment(ref _waiting) > _world.Options.MaxInFlight)
        {
            Interlocked.Decrement(ref _waiting);
            throw new RedisUnavailableException(RedisUnavailableReason.TooManyInFlight, $"{command}: {_world.Options.MaxInFlight} commands wait for a connection already");
        }

        try
        {
            return await coming.Task.WaitAsync(_world.Options.CommandLimit, _world.Time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, $"{command}: no connection within {_world.Options.CommandLimit.TotalSeconds:0.###} s");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task RunAsync()
    {
        var again = false;
        try
        {
            while (true)
            {
                var (lost, words, wait) = await ServeOnceAsync(again).ConfigureAwait(false);
                again |= lost is not null;
                // Told once the wait has begun.
                var pause = wait > TimeSpan.Zero ? Task.Delay(wait, _world.Time, _stopped.Token) : Task.CompletedTask;
                if (lost is { } address)
                    _world.Observer.Lost(_line, address, words);
                else
                    _world.Observer.ConnectFailed(_line, words, wait);
                await pause.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            Fail(new RedisUnavailableException(RedisUnavailableReason.Closed, "the client was closed"));
        }
    }

    // One attempt, and the connection that it makes, to its end: which was lost (null: there was none), why, and when to try again.
    private async Task<(RedisAddress? Lost, string Words, TimeSpan Wait)> ServeOnceAsync(bool again)
    {
        RedisConnection? connection = null;
        try
        {
            var address = await _find(_stopped.Token).ConfigureAwait(false);
            (connection, var hello) = await _world.Dialler.ConnectAsync(address, _world.Options, _onPush, _stopped.Token).ConfigureAwait(false);
            if (_world.MustBeMaster && hello.Role != "master")
                throw new RedisUnavailableException(RedisUnavailableReason.NotReady, $"{address} is no master but a {hello.Role}");
            return await ServeAsync(connection, hello, again).ConfigureAwait(false);
        }
        catch (RedisUnavailableException exception)
        {
            Fail(exception);
            return (null, exception.Message, _backoff.Next());
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<(RedisAddress? Lost, string Words, TimeSpan Wait)> ServeAsync(RedisConnection connection, RedisHello hello, bool again)
    {
        var since = _world.Time.GetTimestamp();
        _onConnected(connection);
        var before = Interlocked.Exchange(ref _state, new NodeState(connection, null, null));
        before.Coming?.TrySetResult(connection);
        _world.Observer.Connected(_line, connection.Address, hello.Version, again);

        var words = await connection.Ended.WaitAsync(_stopped.Token).ConfigureAwait(false);
        // One that breaks at once is no success, else a server that lets in and throws out would be dialled without a pause.
        if (_world.Time.GetElapsedTime(since) >= RedisBackoff.Longest)
            _backoff.Reset();
        var wait = _backoff.Next();
        if (wait == TimeSpan.Zero)
            Volatile.Write(ref _state, Coming());
        else
            Fail(new RedisUnavailableException(RedisUnavailableReason.NotConnected, words));
        return (connection.Address, words, wait);
    }

    private void Fail(RedisUnavailableException failure)
    {
        var before = Interlocked.Exchange(ref _state, new NodeState(null, null, failure));
        before.Coming?.TrySetException(new RedisUnavailableException(failure.Reason, failure.Message));
    }

    private static NodeState Coming()
    {
        var coming = new TaskCompletionSource<RedisConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Perhaps nobody waits for it.
        _ = coming.Task.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return new NodeState(null, coming, null);
    }
}
