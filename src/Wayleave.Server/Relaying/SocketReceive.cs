using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Wayleave.Server.Relaying;

/// <summary>Receives from a socket again and again, and tells a failure by a number: a reset is a socket's daily bread, an exception costs more than a handshake.</summary>
/// <remarks>One receive at a time.</remarks>
internal sealed class SocketReceive : SocketAsyncEventArgs, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;

    /// <summary>Makes one; whoever waits has nothing that belongs to the caller's context.</summary>
    public SocketReceive()
        : base(true)
    {
    }

    private int Outcome => SocketError == SocketError.Success ? BytesTransferred : -1;

    /// <summary>Receives some bytes.</summary>
    /// <param name="socket">From where.</param>
    /// <param name="buffer">Where to; an empty one only waits.</param>
    /// <returns>How many; 0 at the end of the stream, -1 where the connection has failed or is closed.</returns>
    public ValueTask<int> FromAsync(Socket socket, Memory<byte> buffer)
    {
        try
        {
            SetBuffer(buffer);
            return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _source.Version) : new ValueTask<int>(Outcome);
        }
        catch (ObjectDisposedException)
        {
            return new ValueTask<int>(-1);
        }
    }

    /// <inheritdoc/>
    public int GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _source.Reset();
        return outcome;
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => _source.SetResult(Outcome);
}
