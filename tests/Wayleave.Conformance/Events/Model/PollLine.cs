using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Http;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Conformance.Events.Model;

/// <summary>Long polls, one after the other, each from where the last one led. What it gives is taken as a whole or not at all.</summary>
/// <param name="plan">What the client gets, and from where at first.</param>
/// <param name="hub">The channels, which may be another node's for each poll.</param>
/// <param name="time">The clock.</param>
internal sealed class PollLine(EventPlan plan, Func<EventHub> hub, TimeProvider time) : IModelLine
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    private readonly Queue<JsonElement> _frames = new();
    private string? _next;

    /// <inheritdoc/>
    public string? Place { get; private set; } = "";

    /// <inheritdoc/>
    public bool IsOver => false;

    /// <inheritdoc/>
    public JsonElement? TryTake()
    {
        if (_frames.TryDequeue(out var frame))
            return frame;
        Place = _next ?? Place;
        return null;
    }

    /// <inheritdoc/>
    public void Stall(bool isStalled)
    {
        // It asks when it likes: it is always asleep in between.
    }

    /// <inheritdoc/>
    public async Task ArrivesAsync()
    {
        Since.TryParse(Place, out var since).ShouldBeTrue(Place);
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await new EventPoll(Place!.Length == 0 ? plan : plan with { Since = since }, hub(), time).ServeAsync(context, TimeSpan.Zero, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // It would be answered 503: the client asks again.
            return;
        }

        var answer = JsonDocument.Parse(body.ToArray()).RootElement;
        foreach (var each in answer.GetProperty("events").EnumerateArray())
            _frames.Enqueue(each);
        if (answer.GetProperty("gap") is { ValueKind: JsonValueKind.Object } gap)
            _frames.Enqueue(gap);
        _next = answer.GetProperty("next").GetString();
        if (_frames.Count == 0)
            // Where a node has not yet heard of what is there.
            await Task.Delay(s_pause, TimeProvider.System);
    }

    /// <inheritdoc/>
    public Task CutAsync() => Task.CompletedTask;
}
