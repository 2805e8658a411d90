using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Events;

/// <summary>Reads off a request what its client is to get.</summary>
internal static class EventPlans
{
    /// <summary>The subprotocol of those who want envelopes.</summary>
    public const string Subprotocol = "wayleave.v1";

    /// <summary>The most channels that one connection follows.</summary>
    public const int MostChannels = 100;

    /// <summary>Reads it.</summary>
    /// <param name="received">The request, on a route that gives channels.</param>
    /// <param name="settings">What all such routes share.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="session">The connection's name.</param>
    /// <param name="node">This node's name.</param>
    /// <returns>The plan, or how the request is refused.</returns>
    public static (EventPlan? Plan, Refusal? Refusal) Of(Received received, EventSettings settings, HeaderLines headers, string session, string node)
    {
        var (channels, refusal) = ChannelsOf(received);
        if (refusal is not null)
            return (null, refusal);
        var query = QueryOf(received);
        var (asked, _) = SessionId.Split(Asked(received));
        if (!Since.TryParse(asked, out var since))
            return (null, new Refusal(400, "since is neither an id, -N for the last N events, nor 0 for all of them"));
        var isEnvelope = received.Match.Own is not null || query.GetValueOrDefault("v") == "1" || headers.HasToken("Sec-WebSocket-Protocol", Subprotocol);
        var hasControls = query.GetValueOrDefault("controls") == "1" || asked.Length > 0;
        return (new EventPlan
        {
            Channels = channels,
            Since = since,
            Form = isEnvelope ? EventForm.Envelope : hasControls ? EventForm.BareWithControls : EventForm.Bare,
            Heartbeat = settings.Heartbeat,
            KeepAlive = received.Match.Route.KeepAlive is { Mode: KeepAliveMode.Ping, Client: { } interval } ? interval : null,
            IdMember = settings.IdMember,
            Session = session,
            Node = node,
        }, null);
    }

    /// <summary>The channels that a request's path gives, each once.</summary>
    /// <param name="received">The request.</param>
    /// <returns>The channels; none on a route that leads to an app; or how the request is refused.</returns>
    public static (ImmutableArray<string> Channels, Refusal? Refusal) ChannelsOf(Received received)
    {
        if (received.Match.Own is not null)
            return AskedChannels(received);
        var channels = new List<string>();
        foreach (var text in received.Match.Route.Channels)
        {
            if (!ChannelTemplate.TryParse(text, out var template, out _)
                || !template.TryFill(name => received.Match.Parameters.GetValueOrDefault(name), out var channel, out _))
                // The path is the caller's: what stands there in place of a parameter can be no part of a channel's name.
                return ([], new Refusal(404, "there is no such channel") { Detail = $"{text} cannot be filled from this path" });
            channels.Add(channel);
        }

        return ([.. channels.Distinct()], null);
    }

    // On our own paths the client names them.
    private static (ImmutableArray<string> Channels, Refusal? Refusal) AskedChannels(Received received)
    {
        ImmutableArray<string> channels = [.. QueryOf(received).GetValueOrDefault("ch").OfType<string>().Distinct()];
        var isSound = channels.Length <= MostChannels && channels.All(channel => ChannelName.Check(channel) == ChannelNameViolation.None);
        // Over a WebSocket more can be asked for later; elsewhere there is no later.
        return isSound && (!channels.IsEmpty || received.Request.WantsWebSocket) ? (channels, null)
            : ([], new Refusal(400, $"which channels is said by ch=, once for each, for {MostChannels} at most"));
    }

    /// <summary>From where a client asks; empty: from now on. What signs a session may stand behind it.</summary>
    /// <param name="received">The request.</param>
    /// <remarks>A browser's EventSource says where it is by a header of its own; what its URL says is where it began.</remarks>
    public static string Asked(Received received) =>
        received.Request.Headers.First("Last-Event-ID") is { Length: > 0 } last ? last : QueryOf(received).GetValueOrDefault("since").ToString();

    /// <summary>The subprotocol that is agreed on; null: none.</summary>
    /// <param name="opening">The handshake.</param>
    public static string? SubprotocolOf(Opening opening) =>
        opening.Request.Headers.HasToken("Sec-WebSocket-Protocol", Subprotocol) ? Subprotocol : opening.Subprotocol;

    /// <summary>A request's query.</summary>
    /// <param name="received">The request.</param>
    public static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> QueryOf(Received received) =>
        QueryHelpers.ParseQuery(received.Request.Target.IndexOf('?') is >= 0 and var mark ? received.Request.Target[mark..] : "");
}
