using Wayleave.Protocol.Events;
using Wayleave.Protocol.Jwt;
using Wayleave.Protocol.Text;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>What concerns several keys of tickets, and routes that ask for them.</summary>
internal static class TicketChecks
{
    private const string Tickets = "events.tickets";

    /// <summary>Checks them.</summary>
    public static void Check(ServeSettings settings, ReadState state)
    {
        TicketSettings tickets = settings.Events.Tickets;
        if (OwnRoutes.Reserved.Contains(tickets.Path.TrimEnd('/')))
            state.Wrong($"{Tickets}.path", "something else of ours is served there; take /.wayleave/ticket, or a path of the app's");
        if (tickets.Jwt is not null && tickets.Forward is not null)
            state.Wrong($"{Tickets}.jwt", "either the app vouches for callers or tokens do; take out jwt or forward");
        if (tickets.Jwt is { } jwt && state.IsGood($"{Tickets}.jwt") && WrongKey(jwt) is { } wrong)
            state.Wrong($"{Tickets}.jwt", wrong);
        for (int i = 0; i < settings.Routes.Length; i++)
        {
            if (settings.Routes[i].Auth is not { Ticket: true } auth || !state.IsGood($"routes[{i}]")) continue;
            if (WrongSubject(settings.Routes[i], auth) is { } unguarded)
                state.Wrong(new[] { $"routes[{i}].auth.subject", $"routes[{i}].auth" }.FirstOrDefault(state.Has, $"routes[{i}]"), unguarded);
            else if (tickets is { Forward: null, Jwt: null, Guests: false } && settings.Admin is null)
                state.Wrong($"routes[{i}].auth", "nobody could get a ticket: the admin address is off; add forward or jwt to events: { tickets }, or admin");
        }
    }

    private static string? WrongKey(JwtSettings jwt)
    {
        int given = new object?[] { jwt.Secret, jwt.KeyFile, jwt.Jwks }.Count(key => key is not null);
        if (jwt.Algorithm == JwtAlgorithm.HS256)
            return jwt.Secret is not null && given == 1 ? null : "HS256 needs the secret that signs, and nothing else; write secret: \"${NAME}\"";
        return given == 1 && jwt.Secret is null ? null : $"{jwt.Algorithm} needs the public key; write jwks: URL, or key: FILE";
    }

    // A parameter that nobody compares with the caller lets anybody in as anybody.
    private static string? WrongSubject(RouteSettings route, AuthSettings auth)
    {
        string[] given = [.. route.Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'))];
        bool fills = route.Channels.Any(text => ChannelTemplate.TryParse(text, out ChannelTemplate? template, out _) && !template.Parameters.IsEmpty);
        if (auth.Subject is not { } subject || given.Contains(subject) || (!fills && subject == AuthSettings.UserParameter)) return null;
        return $"the path has no {{{Printable.Short(subject, 40)}}} that could be compared with the ticket's subject; write subject: {(given is [var first, ..] ? $"{first}, or " : "")}none where any subject will do";
    }
}
