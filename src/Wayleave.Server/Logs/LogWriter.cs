using System.Threading.Channels;

namespace Wayleave.Server.Logs;

/// <summary>
/// Writes log lines in their order, on a task of its own: whoever has something to say never waits for the disk or the terminal.
/// </summary>
/// <remarks>When the reader of the log is too slow, new lines are dropped, and the next one that is written says how many.</remarks>
internal sealed class LogWriter : IAsyncDisposable
{
    // About 1 MB at most; at 10,000 lines a second it bridges most of a second.
    private const int WaitingLines = 8192;

    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    private readonly TextWriter _output;
    private readonly Func<LogEntry, string> _format;
    private readonly TimeProvider _time;
    private readonly Channel<LogEntry> _waiting;
    private readonly Task _writing;
    private long _dropped;

    /// <summary>Begins to write.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="asJson">JSON objects, or text for people.</param>
    /// <param name="time">The clock.</param>
    /// <param name="capacity">The most lines that wait to be written.</param>
    public LogWriter(TextWriter output, bool asJson, TimeProvider time, int capacity = WaitingLines)
    {
        (_output, _format, _time) = (output, asJson ? LogJson.Of : LogText.Of, time);
        _waiting = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Has a line written; returns at once.</summary>
    /// <param name="entry">The line.</param>
    public void Write(LogEntry entry)
    {
        if (!_waiting.Writer.TryWrite(entry))
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>Writes what waits, for five seconds at most. Safe twice; what comes later is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(s_lastWords, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nobody reads the other end of the pipe: a stop must not hang on it.
        }
    }

    private async Task WriteAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            try
            {
                while (_waiting.Reader.TryRead(out var entry))
                {
                    await _output.WriteLineAsync(_format(entry)).ConfigureAwait(false);
                    await SayDroppedAsync().ConfigureAwait(false);
                }

                await _output.FlushAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                // A full disk or a closed pipe: the sockets matter more than the log, and the next line tries again.
            }
        }
    }

    private async ValueTask SayDroppedAsync()
    {
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        if (dropped > 0)
            await _output.WriteLineAsync(_format(new LogEntry(
                _time.GetUtcNow(), LogEvents.LinesDropped, "log lines were dropped, since the log is not read fast enough", new LogField("count", dropped)))).ConfigureAwait(false);
    }
}
