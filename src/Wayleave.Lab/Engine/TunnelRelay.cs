using Wayleave.Lab.Faults;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Engine;

/// <summary>
/// Carries an open tunnel: one pump each way through the stream faults, and the tunnel faults beside them. When one side
/// ends, the other is told (half-close) and may still finish what it was saying.
/// </summary>
internal sealed class TunnelRelay(HopRuntime hop, Exchange exchange, Tunnel tunnel, Wire client, Wire app)
{
    private static readonly TimeSpan s_afterHalfClose = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_afterCut = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] pumps = [PumpAsync(client, app, Direction.ToApp, over.Token), PumpAsync(app, client, Direction.ToClient, over.Token)];
        var watches = Task.WhenAll(hop.Faults.OfType<ITunnelFault>().Select(fault => WatchAsync(fault, over.Token)));

        var first = await Task.WhenAny([.. pumps, tunnel.WhenCut]).ConfigureAwait(false);
        if (first != tunnel.WhenCut)
            await Task.WhenAny(Task.WhenAll(pumps), tunnel.WhenCut, DelayAsync(s_afterHalfClose, over.Token)).ConfigureAwait(false);

        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. pumps, watches]).ConfigureAwait(false);
        if (tunnel.WhenCut.IsCompletedSuccessfully)
            await CutAsync(await tunnel.WhenCut.ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    private async Task PumpAsync(Wire from, Wire to, Direction direction, CancellationToken cancellation)
    {
        try
        {
            var stream = NotedAsync(from, direction, cancellation);
            var flow = new Flow(direction, hop.Time, exchange, tunnel);
            foreach (var fault in hop.Faults.OfType<IStreamFault>())
                stream = fault.ThroughAsync(stream, flow, cancellation);
            await foreach (var chunk in stream.ConfigureAwait(false))
                await to.WriteAsync(chunk.Bytes, cancellation).ConfigureAwait(false);
            if (!tunnel.WhenCut.IsCompleted)
                await to.EndSendingAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // An abort on one side is an abort on the other, not a clean end.
            tunnel.Cut(Ending.Reset);
        }
        catch (OperationCanceledException)
        {
            // The tunnel is over.
        }
    }

    private async IAsyncEnumerable<Chunk> NotedAsync(
        Wire from, Direction direction, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var untilClose = new BodyFraming(BodyKind.UntilClose, 0);
        await foreach (var chunk in BodyReader.ReadAsync(from, untilClose, raw: true, hop.Time, cancellation).ConfigureAwait(false))
        {
            tunnel.Note(direction);
            yield return chunk;
        }
    }

    private async Task WatchAsync(ITunnelFault fault, CancellationToken cancellation)
    {
        try
        {
            await fault.WatchAsync(tunnel, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The tunnel is over.
        }
    }

    private async Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(time, hop.Time, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The tunnel is over.
        }
    }

    private async Task CutAsync(Ending ending, CancellationToken cancellation)
    {
        if (ending == Ending.Reset)
        {
            client.Reset();
            app.Reset();
            return;
        }

        try
        {
            if (!tunnel.LastWords.IsEmpty)
                await client.WriteAsync(tunnel.LastWords, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client has gone: it needs no last words.
        }

        // FIN first and close later: closing with unread bytes would send RST and take what was sent before with it.
        await client.EndSendingAsync().ConfigureAwait(false);
        await app.EndSendingAsync().ConfigureAwait(false);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var drained = Task.WhenAll(client.DrainAsync(enough.Token), app.DrainAsync(enough.Token));
        await Task.WhenAny(drained, DelayAsync(s_afterCut, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        await drained.ConfigureAwait(false);
    }
}
