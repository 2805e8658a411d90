using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>
/// A connection that Kestrel has upgraded: it knows no half of it, so the end of our stream is the end of both. An upgrade that is the first
/// request of its connection is taken below Kestrel and does not have this limit.
/// </summary>
/// <param name="stream">The upgraded stream.</param>
/// <param name="abort">Resets the connection.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Close disposes of it.")]
internal sealed class WholeEnd(Stream stream, Action abort) : ITunnelEnd
{
    private readonly CancellationTokenSource _finished = new();
    private bool _gone;

    /// <inheritdoc/>
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer, _finished.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_finished.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync() => new(_finished.CancelAsync());

    /// <inheritdoc/>
    public void Abort()
    {
        if (!Interlocked.Exchange(ref _gone, true))
            abort();
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (!Interlocked.Exchange(ref _gone, true))
            _finished.Dispose();
    }
}
