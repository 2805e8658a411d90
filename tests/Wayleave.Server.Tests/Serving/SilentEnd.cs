using System.Collections.Concurrent;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Tests.Serving;

/// <summary>A peer that says nothing; keeps what it is told.</summary>
internal sealed class SilentEnd : ITunnelEnd
{
    private readonly TaskCompletionSource<int> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<byte[]> _sent = new();

    /// <summary>All that it was sent.</summary>
    public byte[] Sent => [.. _sent.SelectMany(bytes => bytes)];

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => new(_gone.Task);

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _sent.Enqueue(bytes.ToArray());
        return ValueTask.CompletedTask;
    }

    public ValueTask FinishAsync() => ValueTask.CompletedTask;

    public void Abort() => _gone.TrySetResult(0);

    public void Close() => _gone.TrySetResult(0);
}
