using Wayleave.Server.Relaying;

namespace Wayleave.Server.Carry;

/// <summary>The page's end of a carried socket, as its tunnel sees it: a client that is always there, though its carriers come and go.</summary>
/// <param name="session">The session.</param>
internal sealed class PageEnd(CarrySession session) : ITunnelEnd
{
    /// <inheritdoc/>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => session.Input.ReceiveAsync(buffer);

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => session.SendAsync(bytes);

    /// <inheritdoc/>
    public ValueTask FinishAsync()
    {
        session.Complete();
        session.Input.End(asFailure: false);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        session.Complete();
        session.Input.End(asFailure: true);
    }

    /// <inheritdoc/>
    public void Close() => Abort();
}
