using System.Collections.Immutable;
using Wayleave.Protocol.Http;
using Wayleave.Protocol.Tickets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tickets;

/// <summary>A ticket as a request shows it, and the request without it: it goes to no app and into no log.</summary>
/// <param name="Received">The request without any ticket.</param>
/// <param name="Ticket">The ticket; null: there is none.</param>
/// <param name="IsSubprotocol">Whether it came as a subprotocol: then another one must be agreed on, or the browser gives the socket up.</param>
internal sealed record Presented(Received Received, string? Ticket, bool IsSubprotocol)
{
    private const string QueryName = "ticket";

    private static readonly string[] s_schemes = ["Bearer ", "Ticket "];

    /// <summary>Takes it out of a request. In a query counts before as a subprotocol, and that before in Authorization.</summary>
    /// <param name="received">The request.</param>
    /// <param name="members">What front ends call it.</param>
    public static Presented Of(Received received, TicketMembers members)
    {
        var target = QueryPart.Take(received.Request.Target, [QueryName, members.Token], out var inQuery);
        var (headers, inSubprotocol) = TakeSubprotocols(received.Request.Headers);
        (headers, var inHeader) = TakeAuthorization(headers, inQuery.IsEmpty && inSubprotocol.IsEmpty);
        var ticket = inQuery.Concat(inSubprotocol).FirstOrDefault() ?? inHeader;
        return new Presented(
            received with { Request = received.Request with { Target = target, Headers = headers } }, ticket, inQuery.IsEmpty && !inSubprotocol.IsEmpty);
    }

    private static (HeaderLines Headers, ImmutableArray<string> Tickets) TakeSubprotocols(HeaderLines headers)
    {
        const string name = "Sec-WebSocket-Protocol";
        string[] offered = [.. headers.Tokens(name)];
        ImmutableArray<string> tickets = [.. offered.Where(each => each.StartsWith(TicketText.SubprotocolPrefix, StringComparison.Ordinal))];
        if (tickets.IsEmpty)
            return (headers, []);
        var others = string.Join(", ", offered.Where(each => !each.StartsWith(TicketText.SubprotocolPrefix, StringComparison.Ordinal)));
        return (others.Length == 0 ? headers.Without(name) : headers.Set(name, others), [.. tickets.Select(each => each[TicketText.SubprotocolPrefix.Length..])]);
    }

    // What is no ticket there is the app's own, as long as there is one elsewhere.
    private static (HeaderLines Headers, string? Ticket) TakeAuthorization(HeaderLines headers, bool isOnly)
    {
        const string name = "Authorization";
        if (headers.First(name) is not { } value || s_schemes.FirstOrDefault(each => value.StartsWith(each, StringComparison.OrdinalIgnoreCase)) is not { } scheme)
            return (headers, null);
        var text = value[scheme.Length..].Trim();
        var isTicket = TicketText.TryHash(text, out _);
        return isTicket || isOnly ? (headers.Without(name), text) : (headers, null);
    }
}
