using System.Net.Security;
using System.Net.Sockets;

namespace Wayleave.Lab.Engine;

/// <summary>A connection with what was read from it and not used yet. Not for two readers or two writers at once.</summary>
internal sealed class Wire(Socket socket, Stream stream) : IAsyncDisposable
{
    private const int ReadBytes = 16 * 1024;

    private byte[] _buffer = new byte[ReadBytes];
    private int _start;
    private int _end;
    private bool _sendingEnded;

    /// <summary>What was read and not taken. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Buffered => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Reads more behind what is buffered; the caller bounds how much it lets gather.</summary>
    /// <returns>False at the peer's end.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            Buffered.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    /// <summary>Drops that many bytes from the front of <see cref="Buffered"/>.</summary>
    public void Take(int count) => _start += count;

    /// <summary>Copies that many bytes from the front of <see cref="Buffered"/> and drops them.</summary>
    public ReadOnlyMemory<byte> TakeCopy(int count)
    {
        var copy = Buffered[..count].ToArray();
        Take(count);
        return copy;
    }

    /// <summary>What loses bytes that are written; null: nothing does.</summary>
    public Loss? Loss { get; set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        Loss?.Takes(bytes.Length) == true ? ValueTask.CompletedTask : stream.WriteAsync(bytes, cancellation);

    /// <summary>Says that nothing more will be sent; reading goes on.</summary>
    public async ValueTask EndSendingAsync()
    {
        if (_sendingEnded)
            return;
        _sendingEnded = true;
        try
        {
            if (stream is SslStream tls)
                await tls.ShutdownAsync().ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer has gone already: then it needs no word of ours.
        }
    }

    /// <summary>Ends the connection with RST.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }

        socket.Close();
    }

    /// <summary>Reads and drops until the peer ends; never throws for what the peer does.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        try
        {
            do
                Take(Buffered.Length);
            while (await FillAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // An end is an end.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndSendingAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        socket.Dispose();
    }
}
