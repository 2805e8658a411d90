using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Wayleave.Server.Listening;

/// <summary>Connections that have not sent a whole head yet, and until when they may take: one timer for all of them.</summary>
internal sealed class PendingHeads : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Socket, long> _until = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    /// <summary>Begins to watch.</summary>
    /// <param name="time">The clock.</param>
    public PendingHeads(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static pending => ((PendingHeads)pending!).Look(), this, s_look, s_look);
    }

    /// <summary>Gives a connection some time; what it had before does not count any more.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="time">How long.</param>
    public void Give(Socket socket, TimeSpan time) => _until[socket] = _time.GetTimestamp() + (long)(time.TotalSeconds * _time.TimestampFrequency);

    /// <summary>Its head is there, or it is gone.</summary>
    /// <param name="socket">The connection.</param>
    /// <returns>False if its time was up.</returns>
    public bool TryTake(Socket socket) => _until.TryRemove(socket, out _);

    /// <summary>Ends all that still wait.</summary>
    public void EndAll()
    {
        foreach (var (socket, _) in _until)
            if (_until.TryRemove(socket, out _))
                socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = _time.GetTimestamp();
        foreach (var (socket, until) in _until)
            if (now >= until && _until.TryRemove(socket, out _))
                socket.Dispose();
    }
}
