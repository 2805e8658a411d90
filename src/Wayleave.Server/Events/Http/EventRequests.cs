using Microsoft.AspNetCore.Http;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Requests;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events.Http;

/// <summary>Ordinary requests on routes that give channels: server-sent events and long polls.</summary>
/// <param name="hub">The channels.</param>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
/// <param name="node">This node's name.</param>
/// <param name="time">The clock.</param>
internal sealed class EventRequests(EventHub hub, RequestForwarding forwarding, string node, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(25);
    private const int MostSeconds = 55;

    private readonly CancellationTokenSource _stopping = new();
    private long _lastId;

    /// <summary>Ends all of them: their clients come back.</summary>
    public Task LeaveAsync() => _stopping.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    /// <summary>Serves one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="world">The world that it sees.</param>
    /// <param name="received">What reception made of it.</param>
    public async Task ServeAsync(HttpContext context, World world, Received received)
    {
        var query = EventPlans.QueryOf(received);
        var isPoll = query.GetValueOrDefault("poll") == "1";
        var isStream = !isPoll && received.Request.Headers.Tokens("Accept").Any(type => type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase));
        var (plan, refusal) = EventPlans.Of(received, world.Settings.Events, received.Request.Headers, $"{node}-h{Interlocked.Increment(ref _lastId)}", node);
        var wait = Wait(query.GetValueOrDefault("wait"));
        refusal ??= !HttpMethods.IsGet(received.Request.Method) ? new Refusal(405, "events are read by GET") { Lines = [new("Allow", "GET")] }
            : !isPoll && !isStream ? new Refusal(426, "this path gives events: over a WebSocket, as text/event-stream, or with poll=1") { Lines = [new("Upgrade", "websocket")] }
            : wait is null ? new Refusal(400, $"wait is a number of seconds from 0 to {MostSeconds}")
            : null;
        if (refusal is not null)
        {
            await forwarding.RefuseAsync(context, refusal, received).ConfigureAwait(false);
            return;
        }

        // Control frames have names of their own here, which a page that knows none does not hear; and bytes must be text.
        plan = plan!.Form == EventForm.Bare ? plan with { Form = EventForm.BareWithControls } : plan;
        var began = time.GetTimestamp();
        try
        {
            if (isPoll)
                await new EventPoll(plan, hub, time).ServeAsync(context, wait!.Value, _stopping.Token).ConfigureAwait(false);
            else
                await new EventStream(plan, hub, time).ServeAsync(context, _stopping.Token).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            await forwarding.RefuseAsync(context, new Refusal(503, "the events' store cannot be reached: ask again") { Lines = [new("Retry-After", "1")], Detail = e.Message }, received).ConfigureAwait(false);
            return;
        }

        forwarding.Served(context, received, time.GetElapsedTime(began));
    }

    private static TimeSpan? Wait(string? text) =>
        string.IsNullOrEmpty(text) ? s_wait : int.TryParse(text, out var seconds) && seconds is >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
