using System.Text.Json;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;

namespace Wayleave.Conformance.Events.Model;

/// <summary>A WebSocket whose bytes go through memory.</summary>
internal sealed class SocketLine : IModelLine, ITunnelEnd
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Arrivals _arrivals = new();
    private readonly MessageReader _reader = new(Role.Client);
    private readonly Queue<JsonElement> _frames = new();
    private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    /// <summary>Opens it.</summary>
    /// <param name="plan">What the client gets.</param>
    /// <param name="hub">The channels.</param>
    /// <param name="time">The clock.</param>
    public SocketLine(EventPlan plan, EventHub hub, TimeProvider time) => _serving = ServeAsync(plan, hub, time);

    /// <inheritdoc/>
    public string? Place => null;

    /// <inheritdoc/>
    public bool IsOver => _serving.IsCompleted && _frames.Count == 0;

    /// <inheritdoc/>
    public JsonElement? TryTake()
    {
        while (_frames.Count == 0 && _arrivals.TryTake() is { } chunk)
        {
            ReadOnlySpan<byte> rest = chunk;
            while (_reader.Read(rest, out var consumed) is { } happened)
            {
                rest = rest[consumed..];
                if (happened is MessageEvent.TextMessage text)
                    _frames.Enqueue(JsonDocument.Parse(text.Utf8).RootElement);
            }
        }

        return _frames.TryDequeue(out var frame) ? frame : null;
    }

    /// <inheritdoc/>
    public void Stall(bool isStalled) => _arrivals.Stall(isStalled);

    /// <inheritdoc/>
    public Task ArrivesAsync() => _arrivals.WaitAsync();

    /// <inheritdoc/>
    public async Task CutAsync()
    {
        Abort();
        await _serving.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc/>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => new(_end.Task);

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => _arrivals.SendAsync(bytes);

    /// <inheritdoc/>
    public ValueTask FinishAsync() => default;

    /// <inheritdoc/>
    public void Abort()
    {
        _arrivals.Cut();
        _end.TrySetResult(-1);
    }

    private async Task ServeAsync(EventPlan plan, EventHub hub, TimeProvider time)
    {
        var channels = new FollowedChannels(plan, hub, time);
        await channels.PrepareAsync(s_patience);
        await new EventSocket(this, plan, channels, time).RunAsync(default);
    }

    /// <inheritdoc/>
    public void Close()
    {
        // There is nothing to let go of.
    }
}
