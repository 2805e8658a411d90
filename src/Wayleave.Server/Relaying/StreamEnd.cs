namespace Wayleave.Server.Relaying;

/// <summary>A connection that comes as a stream: TLS, an upgraded request of Kestrel's, a stream of HTTP/2.</summary>
/// <param name="stream">The stream; it is not disposed of here: <paramref name="close"/> does what is right for it.</param>
/// <param name="finish">Ends our half in good order.</param>
/// <param name="abort">Resets the connection.</param>
/// <param name="close">Lets go of it.</param>
internal sealed class StreamEnd(Stream stream, Func<ValueTask> finish, Action abort, Action close) : ITunnelEnd
{
    private bool _gone;

    /// <summary>Tells whether the stream was cut off; null: that cannot be told.</summary>
    public Func<bool>? Truncated { get; init; }

    /// <inheritdoc/>
    public bool IsTruncated => Truncated?.Invoke() ?? false;

    /// <inheritdoc/>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => stream.ReadAsync(buffer);

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes).ConfigureAwait(false);
        // Streams of HTTP/2 and TLS may keep what they are given until they are told.
        await stream.FlushAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask FinishAsync() => finish();

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
            close();
    }
}
