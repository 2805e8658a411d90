using Microsoft.AspNetCore.WebUtilities;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Handshake;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events.Sockets;

/// <summary>From a handshake on a route that gives channels to an open socket, or an answer instead.</summary>
/// <param name="hub">The channels.</param>
/// <param name="sockets">Serves the open ones.</param>
/// <param name="node">This node's name.</param>
/// <param name="time">The clock.</param>
internal sealed class EventOpener(EventHub hub, EventSockets sockets, string node, TimeProvider time)
{
    private const string Subprotocol = "wayleave.v1";

    private long _lastId;

    /// <summary>Opens it.</summary>
    /// <param name="opening">The handshake, which may be served.</param>
    /// <param name="answers">Answers of our own.</param>
    /// <returns>What ends when the socket does; null if the client was answered instead.</returns>
    public async Task<Task?> OpenAsync(Opening opening, UpgradeAnswers answers)
    {
        var id = Interlocked.Increment(ref _lastId);
        var (plan, refusal) = PlanOf(opening, id);
        if (refusal is not null)
        {
            await answers.SendAsync(opening, refusal, "refused").ConfigureAwait(false);
            return null;
        }

        try
        {
            var subprotocol = opening.Request.Headers.HasToken("Sec-WebSocket-Protocol", Subprotocol) ? Subprotocol : null;
            var end = await opening.Client.AcceptAsync(HandshakeResponse.Accept(opening.Request, subprotocol, extensions: null)).ConfigureAwait(false);
            return sockets.RunAsync(
                new LiveEvents
                {
                    Id = id,
                    Route = opening.Received.Match.Route.Name,
                    Client = opening.Received.Client.Address,
                    Path = UpgradeAnswers.PathOf(opening.Received.Request.Target),
                    Protocol = opening.Version == RequestVersion.Http2 ? "HTTP/2" : "HTTP/1.1",
                    Tls = opening.Received.Client.Scheme == "https",
                    Plan = plan!,
                    Opened = time.GetTimestamp(),
                    Socket = new EventSocket(end, plan!, hub, time),
                }, opening.Client.Early);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            answers.Tell(opening, "abandoned", 499, "the client went away during the handshake");
            return null;
        }
    }

    private (EventPlan? Plan, Refusal? Refusal) PlanOf(Opening opening, long id)
    {
        var (match, settings) = (opening.Received.Match, opening.World.Settings.Events);
        var channels = new List<string>();
        foreach (var text in match.Route.Channels)
        {
            if (!ChannelTemplate.TryParse(text, out var template, out _)
                || !template.TryFill(name => match.Parameters.GetValueOrDefault(name), out var channel, out var violation))
                // The path is the caller's: what stands there in place of a parameter can be no part of a channel's name.
                return (null, new Refusal(404, "there is no such channel") { Detail = $"{text} cannot be filled from this path" });
            channels.Add(channel);
        }

        var target = opening.Received.Request.Target;
        var query = QueryHelpers.ParseQuery(target.IndexOf('?') is >= 0 and var mark ? target[mark..] : "");
        if (!Since.TryParse(query.GetValueOrDefault("since"), out var since))
            return (null, new Refusal(400, "since= is neither an id, -N for the last N events, nor 0 for all of them"));
        var isEnvelope = query.GetValueOrDefault("v") == "1" || opening.Request.Headers.HasToken("Sec-WebSocket-Protocol", Subprotocol);
        var hasControls = query.GetValueOrDefault("controls") == "1" || query.ContainsKey("since");
        return (new EventPlan
        {
            Channels = [.. channels.Distinct()],
            Since = since,
            Form = isEnvelope ? EventForm.Envelope : hasControls ? EventForm.BareWithControls : EventForm.Bare,
            Heartbeat = settings.Heartbeat,
            IdMember = settings.IdMember,
            Session = $"{node}-{id}",
            Node = node,
        }, null);
    }
}
