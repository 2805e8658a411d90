namespace Wayleave.Lab.Engine;

/// <summary>An upgraded connection through one hop: what its two directions share.</summary>
/// <param name="time">The clock.</param>
/// <param name="response">The answer that opened it, as the client saw it.</param>
public sealed class Tunnel(TimeProvider time, Protocol.Http.ResponseHead response)
{
    private readonly TaskCompletionSource<Ending> _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastFromClient = time.GetTimestamp();
    private long _lastFromApp = time.GetTimestamp();

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The answer that opened it, as the client saw it.</summary>
    public Protocol.Http.ResponseHead Response => response;

    /// <summary>Completes when a fault or the hop itself cuts the tunnel, with how.</summary>
    public Task<Ending> WhenCut => _cut.Task;

    /// <summary>A frame that the client still gets before the cut; empty by default.</summary>
    public ReadOnlyMemory<byte> LastWords { get; private set; }

    /// <summary>For how long nothing has come from either side.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Math.Max(Volatile.Read(ref _lastFromClient), Volatile.Read(ref _lastFromApp)));

    /// <summary>For how long nothing has come from the app.</summary>
    public TimeSpan SilenceOfApp => time.GetElapsedTime(Volatile.Read(ref _lastFromApp));

    /// <summary>Ends the tunnel on both sides; only the first call counts.</summary>
    /// <param name="ending">How.</param>
    /// <param name="lastWords">A whole frame for the client, sent before the end; empty: none.</param>
    public void Cut(Ending ending, ReadOnlyMemory<byte> lastWords = default)
    {
        lock (_cut)
        {
            if (_cut.Task.IsCompleted)
                return;
            LastWords = lastWords;
            _cut.SetResult(ending);
        }
    }

    /// <summary>Notes that bytes were read.</summary>
    internal void Note(Direction direction) =>
        Volatile.Write(ref direction == Direction.ToApp ? ref _lastFromClient : ref _lastFromApp, time.GetTimestamp());
}
