using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Requests;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events.Http;

/// <summary>Ordinary requests on routes that give channels: server-sent events and long polls.</summary>
/// <param name="hub">The channels.</param>
/// <param name="tickets">Lets people in, where a route asks for tickets.</param>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
/// <param name="node">This node's name.</param>
/// <param name="time">The clock.</param>
internal sealed class EventRequests(EventHub hub, EventTickets tickets, RequestForwarding forwarding, string node, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(30);
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
        if (Cors.Answer(context, received) is { } forbidden)
        {
            await forwarding.RefuseAsync(context, forbidden, received).ConfigureAwait(false);
            return;
        }

        if (Cors.IsPreflight(received))
        {
            forwarding.Served(context, received, TimeSpan.Zero);
            return;
        }

        var presented = Presented.Of(received, world.Settings.Events.Tickets.Members);
        var isGuarded = received.Match.Route.Auth is { Ticket: true };
        received = isGuarded ? presented.Received : received;
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
        if (isGuarded)
        {
            (plan, var fault) = await tickets.AdmitAsync(plan!, presented, world, context.RequestAborted).ConfigureAwait(false);
            if (plan is null)
            {
                await RefuseAsync(context, received, fault, isStream).ConfigureAwait(false);
                return;
            }
        }

        var began = time.GetTimestamp();
        if (isPoll)
            await new EventPoll(plan, hub, time).ServeAsync(context, wait!.Value, _stopping.Token).ConfigureAwait(false);
        else
            await new EventStream(plan, hub, time).ServeAsync(context, _stopping.Token).ConfigureAwait(false);
        forwarding.Served(context, received, time.GetElapsedTime(began));
    }

    private Task RefuseAsync(HttpContext context, Received received, TicketFault fault, bool isStream)
    {
        if (!isStream || received.Match.Route.Auth!.Refuse == RefusalForm.Http)
            return forwarding.RefuseAsync(context, SocketGuard.Refused(fault), received);
        // Whatever is no 200 keeps an EventSource from coming back.
        context.Response.StatusCode = fault == TicketFault.Unavailable ? StatusCodes.Status200OK : StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = "no-store";
        forwarding.Served(context, received, TimeSpan.Zero, $"ticket {fault.Word()}");
        if (fault != TicketFault.Unavailable)
            return Task.CompletedTask;
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync($"retry: {s_later.TotalMilliseconds}\nevent: error\ndata: {{\"type\":\"error\",\"code\":\"{fault.Code()}\",\"retry\":true}}\n\n", context.RequestAborted);
    }

    private static TimeSpan? Wait(string? text) =>
        string.IsNullOrEmpty(text) ? s_wait : int.TryParse(text, out var seconds) && seconds is >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
