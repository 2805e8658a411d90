using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>tickets:</c>, and of a route's <c>auth:</c>.</summary>
internal static class TicketKeys
{
    private static readonly Section<TicketMembers> s_members = new(
        "members", "What front ends call tickets.", new TicketMembers(),
        [
            Member("token", "A ticket's name in a query besides `ticket`.", m => m.Token, (m, v) => m with { Token = v }),
        ]);

    private static readonly Section<AuthSettings> s_auth = new(
        "auth", "Who may open a socket, or follow channels. `auth: ticket` is `{ ticket: true }`.", new AuthSettings(),
        [
            new KeyOf<AuthSettings, bool>("ticket", "Whether a ticket is asked for.", BoolForm.Instance, a => a.Ticket, (a, v) => a with { Ticket = v }),
            new KeyOf<AuthSettings, string?>(
                "subject", "The parameter of the path that must be the ticket's subject, where the path has it; `none`: any subject will do.",
                new OffForm<string>(new TextForm("a parameter's name such as user_id", ChannelChecks.Member), "none"), a => a.Subject, (a, v) => a with { Subject = v }),
            new KeyOf<AuthSettings, RefusalForm>(
                "refuse", "How a WebSocket is refused: opened and closed with 4001 or 4003, which pages can read; or by 401 or 403.",
                new WordForm<RefusalForm>(("socket", RefusalForm.Socket), ("http", RefusalForm.Http)), a => a.Refuse, (a, v) => a with { Refuse = v }),
        ]);

    /// <summary>The section.</summary>
    public static Section<TicketSettings> Section { get; } = new(
        "tickets", "Tickets: the admin mints them.", new TicketSettings(),
        [
            new KeyOf<TicketSettings, TimeSpan>(
                "ttl", "How long a ticket may wait to be used.", new DurationForm(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)), t => t.Ttl, (t, v) => t with { Ttl = v }),
            new KeyOf<TicketSettings, TicketMembers>("members", "What front ends call tickets.", new SectionForm<TicketMembers>(s_members), t => t.Members, (t, v) => t with { Members = v }),
        ]);

    /// <summary>Who may, on a route.</summary>
    public static Key<RouteSettings> OfRoute { get; } = new KeyOf<RouteSettings, AuthSettings?>(
        "auth", "Who may open a socket, or follow channels: `ticket`, or its keys. Not set: everybody. On a route with `proxy`, ordinary requests reach the app as ever.",
        new ShortForm<string?, AuthSettings>(
            new WordForm<string?>(("ticket", "ticket"), ("off", null)), (word, before) => word is null ? null : (before ?? new AuthSettings()) with { Ticket = true }, s_auth),
        r => r.Auth, (r, v) => r with { Auth = v });

    private static KeyOf<TicketMembers, string> Member(string name, string what, Func<TicketMembers, string> get, Func<TicketMembers, string, TicketMembers> set) =>
        new(name, what, new TextForm("a name such as connection_id", ChannelChecks.Member), get, set);
}
