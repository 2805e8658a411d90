using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Requests;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events.Http;

/// <summary>Ordinary requests on routes that give channels: server-sent events and long polls.</summary>
/// <param name="hub">The channels.</param>
/// <param name="tickets">Lets people in, where a route asks for tickets.</param>
/// <param name="calls">Those that are served.</param>
/// <param name="given">Counts events.</param>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
/// <param name="node">This node's name.</param>
/// <param name="time">The clock.</param>
internal sealed class EventRequests(EventHub hub, EventTickets tickets, EventCalls calls, GivenEvents given, RequestForwarding forwarding, string node, TimeProvider time)
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(30);
    private const int MostSeconds = 55;

    private long _lastId;

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

        var isGuarded = received.Match.Route.Auth is { Ticket: true };
        var presented = isGuarded ? Presented.Of(received, world.Settings.Events.Tickets.Members) : new Presented(received, null, false);
        received = presented.Received;
        var (call, refusal) = Read(received, world);
        if (refusal is not null)
        {
            await forwarding.RefuseAsync(context, refusal, received).ConfigureAwait(false);
            return;
        }

        var (plan, fault) = isGuarded ? await tickets.AdmitAsync(call!.Plan, presented, world, context.RequestAborted).ConfigureAwait(false) : (call!.Plan, TicketFault.None);
        if (plan is null)
            await RefuseAsync(context, received, fault, call.Form == EventCallForm.Stream).ConfigureAwait(false);
        else
            await AnswerAsync(context, received, call with { Plan = plan }).ConfigureAwait(false);
    }

    private (EventCall? Call, Refusal? Refusal) Read(Received received, World world)
    {
        var query = EventPlans.QueryOf(received);
        var isStream = received.Request.Headers.Tokens("Accept").Any(type => type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase));
        EventCallForm? form = received.Match.Own == OwnEndpoint.Head ? EventCallForm.Head
            : received.Match.Own == OwnEndpoint.Poll || query.GetValueOrDefault("poll") == "1" ? EventCallForm.Poll
            : isStream ? EventCallForm.Stream : null;
        var (plan, refusal) = EventPlans.Of(received, world.Settings.Events, received.Request.Headers, $"{node}-h{Interlocked.Increment(ref _lastId)}", node);
        var wait = Wait(query.GetValueOrDefault("wait"));
        refusal ??= !HttpMethods.IsGet(received.Request.Method) ? new Refusal(405, "events are read by GET") { Lines = [new("Allow", "GET")] }
            : form is null ? new Refusal(426, "this path gives events: over a WebSocket, as text/event-stream, or with poll=1") { Lines = [new("Upgrade", "websocket")] }
            : wait is null ? new Refusal(400, $"wait is a number of seconds from 0 to {MostSeconds}")
            : null;
        if (refusal is not null)
            return (null, refusal);
        // Control frames have names of their own here, which a page that knows none does not hear; and bytes must be text.
        plan = plan! with { Form = plan.Form == EventForm.Bare ? EventForm.BareWithControls : plan.Form, RetryWindow = () => hub.Herd.RetryWindow };
        return (new EventCall(plan, form!.Value, wait!.Value), null);
    }

    private async Task AnswerAsync(HttpContext context, Received received, EventCall call)
    {
        var began = time.GetTimestamp();
        try
        {
            switch (call.Form)
            {
                case EventCallForm.Head:
                    await EventHead.AnswerAsync(context, call.Plan, hub).ConfigureAwait(false);
                    break;
                case EventCallForm.Poll:
                    var poll = new EventPoll(call.Plan, hub, time);
                    using (given.Begin(received.Match.Route.Name, GivenEvents.Poll, () => poll.Events))
                        await calls.RunAsync(stopping => poll.ServeAsync(context, call.Wait, stopping)).ConfigureAwait(false);
                    break;
                case EventCallForm.Stream when !await hub.Herd.TurnAsync(context.RequestAborted).ConfigureAwait(false):
                    await LaterAsync(context, "overload").ConfigureAwait(false);
                    break;
                default:
                    var stream = new EventStream(call.Plan, hub, time);
                    using (hub.Herd.Enter())
                    using (given.Begin(received.Match.Route.Name, GivenEvents.Stream, () => stream.Events))
                        await calls.RunAsync(stopping => stream.ServeAsync(context, stopping)).ConfigureAwait(false);
                    break;
            }
        }
        catch (StoreUnavailableException e)
        {
            await forwarding.RefuseAsync(context, new Refusal(503, "the events' store cannot be reached: ask again") { Lines = [new("Retry-After", "1")], Detail = e.Message }, received).ConfigureAwait(false);
            return;
        }

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
        return fault == TicketFault.Unavailable ? LaterAsync(context, fault.Code()) : Task.CompletedTask;
    }

    // A browser's EventSource comes back behind a 200 alone, and as late as it is told.
    private static Task LaterAsync(HttpContext context, string code)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync($"retry: {s_later.TotalMilliseconds}\nevent: error\ndata: {{\"type\":\"error\",\"code\":\"{code}\",\"retry\":true}}\n\n", context.RequestAborted);
    }

    private static TimeSpan? Wait(string? text) =>
        string.IsNullOrEmpty(text) ? s_wait : int.TryParse(text, out var seconds) && seconds is >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
