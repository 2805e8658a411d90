using Wayleave.Protocol.Jwt;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>tickets:</c>, and of a route's <c>auth:</c>.</summary>
internal static class TicketKeys
{
    private static readonly Section<TicketMembers> s_members = new(
        "members", "What front ends call the members of body and answer.", new TicketMembers(),
        [
            Member("id", "The member of the body with the connection's id.", m => m.Id, (m, v) => m with { Id = v }),
            Member("token", "The member of the answer with the ticket, and its name in a query besides `ticket`.", m => m.Token, (m, v) => m with { Token = v }),
        ]);

    private static readonly Section<JwtSettings> s_jwt = new(
        "jwt", "Which JSON Web Tokens vouch for a caller. One of `secret`, `key` and `jwks` is set.", new JwtSettings(),
        [
            new KeyOf<JwtSettings, JwtAlgorithm>(
                "alg", "The one algorithm that is taken, whatever a token says.",
                new WordForm<JwtAlgorithm>(("HS256", JwtAlgorithm.HS256), ("RS256", JwtAlgorithm.RS256), ("ES256", JwtAlgorithm.ES256)), j => j.Algorithm, (j, v) => j with { Algorithm = v }) { AlsoCalled = ["algorithm"] },
            new KeyOf<JwtSettings, string?>("secret", "The shared secret of `HS256`.", new SecretForm(32), j => j.Secret, (j, v) => j with { Secret = v }),
            new KeyOf<JwtSettings, string?>(
                "key", "A PEM file with the public key of `RS256` or `ES256`.", new OptionalForm<string>(new FileForm(mustExist: true)), j => j.KeyFile, (j, v) => j with { KeyFile = v }) { AlsoCalled = ["public_key", "key_file"] },
            new KeyOf<JwtSettings, Uri?>("jwks", "Where the public keys are fetched from (a JSON Web Key Set).", new HttpUrlForm(), j => j.Jwks, (j, v) => j with { Jwks = v }) { AlsoCalled = ["jwks_uri", "jwks_url"] },
            Claim("issuer", "What `iss` must say. Not set: anything.", j => j.Issuer, (j, v) => j with { Issuer = v }, "iss"),
            Claim("audience", "What `aud` must hold. Not set: anything.", j => j.Audience, (j, v) => j with { Audience = v }, "aud"),
            new KeyOf<JwtSettings, TimeSpan>("leeway", "By how much clocks may differ.", new DurationForm(TimeSpan.Zero, TimeSpan.FromMinutes(10)), j => j.Leeway, (j, v) => j with { Leeway = v }),
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
        "tickets", "Who gets tickets, and where. With neither `forward` nor `jwt`, only the admin key mints.", new TicketSettings(),
        [
            new KeyOf<TicketSettings, string>(
                "path", "Where tickets are asked for by POST. It may be the app's own path, which then does not reach the app.", new TextForm("a path such as /.wayleave/ticket", TextChecks.Prefix, "^/"),
                t => t.Path, (t, v) => t with { Path = v }),
            new KeyOf<TicketSettings, TimeSpan>(
                "ttl", "How long a ticket may wait to be used.", new DurationForm(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)), t => t.Ttl, (t, v) => t with { Ttl = v }),
            new KeyOf<TicketSettings, Uri?>(
                "forward", "The app's URL that says who a caller is: it gets the caller's cookies and `Authorization`, and answers 200 with `{\"sub\":\"42\"}`, or 401.", new HttpUrlForm(),
                t => t.Forward, (t, v) => t with { Forward = v }) { AlsoCalled = ["whoami"] },
            new KeyOf<TicketSettings, JwtSettings?>("jwt", "The JSON Web Tokens that vouch for a caller. In place of `forward`.", 
                new ShortForm<string?, JwtSettings>(new WordForm<string?>(("off", null)), (_, _) => null, s_jwt), t => t.Jwt, (t, v) => t with { Jwt = v }),
            new KeyOf<TicketSettings, bool>("guests", "Whether a caller for whom nobody vouches gets a ticket too, as a guest.", BoolForm.Instance, t => t.Guests, (t, v) => t with { Guests = v }),
            new KeyOf<TicketSettings, TicketMembers>("members", "What front ends call the members of body and answer.", new SectionForm<TicketMembers>(s_members), t => t.Members, (t, v) => t with { Members = v }),
        ]);

    /// <summary>Who may, on a route.</summary>
    public static Key<RouteSettings> OfRoute { get; } = new KeyOf<RouteSettings, AuthSettings?>(
        "auth", "Who may open a socket, or follow channels: `ticket`, or its keys. Not set: everybody. On a route with `proxy`, ordinary requests reach the app as ever.",
        new ShortForm<string?, AuthSettings>(
            new WordForm<string?>(("ticket", "ticket"), ("off", null)), (word, before) => word is null ? null : (before ?? new AuthSettings()) with { Ticket = true }, s_auth),
        r => r.Auth, (r, v) => r with { Auth = v });

    private static KeyOf<TicketMembers, string> Member(string name, string what, Func<TicketMembers, string> get, Func<TicketMembers, string, TicketMembers> set) =>
        new(name, what, new TextForm("a name such as connection_id", ChannelChecks.Member), get, set);

    private static KeyOf<JwtSettings, string?> Claim(string name, string what, Func<JwtSettings, string?> get, Func<JwtSettings, string?, JwtSettings> set, string also) =>
        new(name, what, new OptionalForm<string>(new TextForm("text")), get, set) { AlsoCalled = [also] };
}
