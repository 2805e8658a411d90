using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Http;

namespace Wayleave.Conformance.Events.Model;

/// <summary>Server-sent events over memory, read as a browser's <c>EventSource</c> reads them.</summary>
/// <seealso href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">Interpreting an event stream</seealso>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "CutAsync disposes of it.")]
internal sealed class StreamLine : IModelLine
{
    private readonly Arrivals _arrivals = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly Task _serving;
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _data = new();
    private string _rest = "";
    private string? _idAhead;

    /// <summary>Opens it.</summary>
    /// <param name="plan">What the client gets.</param>
    /// <param name="hub">The channels.</param>
    /// <param name="time">The clock.</param>
    public StreamLine(EventPlan plan, EventHub hub, TimeProvider time)
    {
        var context = new DefaultHttpContext { RequestAborted = _cut.Token };
        context.Response.Body = new Body(_arrivals);
        _serving = ServeAsync(new EventStream(plan, hub, time), context);
    }

    /// <inheritdoc/>
    public string? Place { get; private set; } = "";

    /// <inheritdoc/>
    public bool IsOver => _serving.IsCompleted && _lines.Count == 0;

    /// <inheritdoc/>
    public JsonElement? TryTake()
    {
        while (true)
        {
            while (_lines.Count == 0)
            {
                if (_arrivals.TryTake() is not { } chunk)
                    return null;
                var lines = (_rest + Encoding.UTF8.GetString(chunk)).Split('\n');
                foreach (var line in lines[..^1])
                    _lines.Enqueue(line);
                _rest = lines[^1];
            }

            var next = _lines.Dequeue();
            if (next.StartsWith("id: ", StringComparison.Ordinal))
                _idAhead = next[4..];
            else if (next.StartsWith("data: ", StringComparison.Ordinal))
                _data.Append(_data.Length == 0 ? "" : "\n").Append(next[6..]);
            if (next.Length > 0)
                continue;
            // The end of a block: only now does its id count.
            Place = _idAhead ?? Place;
            var data = _data.ToString();
            _data.Clear();
            if (data.Length > 0)
                return JsonDocument.Parse(data).RootElement;
        }
    }

    /// <inheritdoc/>
    public void Stall(bool isStalled) => _arrivals.Stall(isStalled);

    /// <inheritdoc/>
    public Task ArrivesAsync() => _arrivals.WaitAsync();

    /// <inheritdoc/>
    public async Task CutAsync()
    {
        _arrivals.Cut();
        await _cut.CancelAsync();
        await _serving.WaitAsync(TimeSpan.FromSeconds(30));
        _cut.Dispose();
    }

    private async Task ServeAsync(EventStream stream, HttpContext context)
    {
        try
        {
            await stream.ServeAsync(context, CancellationToken.None);
        }
        catch (IOException)
        {
            // It was cut while something was written, which is the server's framework's to see to.
        }

        _arrivals.Wake();
    }

    private sealed class Body(Arrivals arrivals) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => arrivals.SendAsync(buffer);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
