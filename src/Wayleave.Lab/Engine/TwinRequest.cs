using Wayleave.Lab.Faults;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Engine;

/// <summary>
/// A request that goes to the next hop a second time, on a connection of its own, as <see cref="Duplicate"/> has it. What is answered there
/// is read and dropped, for as long as the client hears the other's answer.
/// </summary>
internal sealed class TwinRequest(Exchange exchange, ReadOnlyMemory<byte> body, Wire? wire) : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Whether it goes before the one whose answer counts.</summary>
    public bool First { get; } = exchange.Chance.Either();

    /// <summary>The body, which both send.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>Reads the whole body where the fault is to meet this request, and connects.</summary>
    /// <returns>Null where the request goes once.</returns>
    public static async Task<TwinRequest?> OfAsync(
        HopRuntime hop, Exchange exchange, UpstreamDialer dialer, Wire client, BodyFraming framing, CancellationToken cancellation)
    {
        if (!hop.Faults.OfType<Duplicate>().Any(fault => fault.Meets(exchange)))
            return null;
        using var whole = new MemoryStream();
        await foreach (var chunk in BodyReader.ReadAsync(client, framing, raw: true, hop.Time, cancellation).ConfigureAwait(false))
            await whole.WriteAsync(chunk.Bytes, cancellation).ConfigureAwait(false);
        var (wire, _) = await dialer.DialAsync(exchange, cancellation).ConfigureAwait(false);
        return new TwinRequest(exchange, whole.ToArray(), wire);
    }

    /// <summary>Sends it whole, and reads on by itself; where the next hop takes no connection, the other request is told that.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        if (wire is null)
            return;
        await HeadIo.WriteAsync(wire, exchange.Forwarded, cancellation).ConfigureAwait(false);
        await wire.WriteAsync(body, cancellation).ConfigureAwait(false);
        _reading = wire.DrainAsync(_over.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        if (wire is not null)
            await wire.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }
}
