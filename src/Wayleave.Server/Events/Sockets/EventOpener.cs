using Wayleave.Protocol.Handshake;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events.Sockets;

/// <summary>From a handshake on a route that gives channels to an open socket, or an answer instead.</summary>
/// <param name="hub">The channels.</param>
/// <param name="sockets">Serves the open ones.</param>
/// <param name="tickets">Lets their sessions go on, and ends them.</param>
/// <param name="nextId">Numbers all sockets of this process.</param>
/// <param name="node">This node's name.</param>
/// <param name="time">The clock.</param>
internal sealed class EventOpener(EventHub hub, EventSockets sockets, TicketOffice tickets, Func<long> nextId, string node, TimeProvider time)
{
    // A store that takes longer is away, or frozen: a client is not to wait for it.
    private static readonly TimeSpan s_prepare = TimeSpan.FromSeconds(1);

    private static readonly Refusal s_crowd = new(503, "too many connect at once") { Lines = [new("Retry-After", "5")], Detail = "more wait for their turn than events.accept_rate lets in within 5 s" };

    /// <summary>Opens it.</summary>
    /// <param name="opening">The handshake, which may be served.</param>
    /// <param name="answers">Answers of our own.</param>
    /// <returns>What ends when the socket does; null if the client was answered instead.</returns>
    public async Task<Task?> OpenAsync(Opening opening, UpgradeAnswers answers)
    {
        var id = nextId();
        var (plan, refusal) = EventPlans.Of(opening.Received, opening.World.Settings.Events, opening.Request.Headers, $"{node}-{id}", node);
        if (refusal is not null)
        {
            await answers.SendAsync(opening, refusal, "refused").ConfigureAwait(false);
            return null;
        }

        plan = plan! with { Admitted = opening.Admitted, RetryWindow = () => hub.Herd.RetryWindow };
        if (opening.Admitted is { } admitted)
            plan = plan with
            {
                Begin = over => tickets.Sessions.Begin(admitted, over),
                MayFollow = channel => admitted.Allows(channel, opening.World.Settings.Routes), RenewAsync = (text, cancel) => tickets.Renewal.RenewAsync(text, admitted, cancel),
            };
        if (!await hub.Herd.TurnAsync(CancellationToken.None).ConfigureAwait(false))
        {
            await answers.SendAsync(opening, s_crowd, "refused").ConfigureAwait(false);
            return null;
        }

        var channels = new FollowedChannels(plan, hub, time);
        try
        {
            await channels.PrepareAsync(s_prepare).ConfigureAwait(false);
            var end = await opening.Client.AcceptAsync(HandshakeResponse.Accept(opening.Request, EventPlans.SubprotocolOf(opening), extensions: null)).ConfigureAwait(false);
            return sockets.RunAsync(
                new LiveEvents
                {
                    Id = id,
                    Route = opening.Received.Match.Route.Name,
                    Client = opening.Received.Client.Address,
                    Path = UpgradeAnswers.PathOf(opening.Received.Request.Target),
                    Protocol = opening.Version == RequestVersion.Http2 ? "HTTP/2" : "HTTP/1.1",
                    Tls = opening.Received.Client.Scheme == "https",
                    Plan = plan,
                    Opened = time.GetTimestamp(),
                    Socket = new EventSocket(end, plan, channels, time),
                }, opening.Client.Early);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            channels.Dispose();
            answers.Tell(opening, "abandoned", 499, "the client went away during the handshake");
            return null;
        }
    }
}
