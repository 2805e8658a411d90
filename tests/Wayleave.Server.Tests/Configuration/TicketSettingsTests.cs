using Wayleave.Protocol.Jwt;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tests.Configuration;

public sealed class TicketSettingsTests
{
    private const string Route = "\nroutes: [{ path: '/ws/{user_id}', events: 'user:{user_id}:events', auth: ticket }]";

    [Fact]
    public void All_of_it_can_be_written()
    {
        var settings = Reading.Whole("""
            admin: { key: 0123456789abcdef }
            events:
              tickets:
                path: /api/v1/auth/ws-connection-token/
                ttl: 90s
                jwt: { alg: HS256, secret: 0123456789abcdef0123456789abcdef, issuer: me, audience: you, leeway: 1m }
                guests: true
                members: { id: connection_id, token: connection_token }
            routes:
              - { path: "/ws/{user_id}", events: "user:{user_id}:events", auth: ticket }
              - { path: "/chat/{id}", events: "chat:{id}", auth: { ticket: true, subject: none } }
              - { path: "/me/{id}", events: "me:{id}", auth: { subject: id, refuse: http } }
              - { path: /, proxy: "http://a:1", auth: off }
            """);
        settings.Admin!.Key.ShouldBe("0123456789abcdef");
        settings.Events.Tickets.ShouldBe(new TicketSettings
        {
            Path = "/api/v1/auth/ws-connection-token/", Ttl = TimeSpan.FromSeconds(90), Guests = true,
            Jwt = new JwtSettings { Algorithm = JwtAlgorithm.HS256, Secret = "0123456789abcdef0123456789abcdef", Issuer = "me", Audience = "you", Leeway = TimeSpan.FromMinutes(1) },
            Members = new TicketMembers { Id = "connection_id", Token = "connection_token" },
        });
        settings.Routes.Select(route => route.Auth).ShouldBe(
            [new AuthSettings(), new AuthSettings { Subject = null }, new AuthSettings { Subject = "id", Refuse = RefusalForm.Http }, null]);
    }

    [Theory]
    [InlineData("events: { tickets: { path: /.wayleave/poll } }" + Route, "w.yaml:1:28: events.tickets.path: something else of ours is served there; take /.wayleave/ticket, or a path of the app's")]
    [InlineData("events: { tickets: { forward: 'h2c://a:1/me' } }" + Route, "w.yaml:1:31: events.tickets.forward: it is asked over HTTP/1.1; write a URL such as http://127.0.0.1:8000/whoami")]
    [InlineData("events: { tickets: { forward: 'http://a/me', jwt: { jwks: 'http://a/k' } } }" + Route, "w.yaml:1:51: events.tickets.jwt: either the app vouches for callers or tokens do; take out jwt or forward")]
    [InlineData("events: { tickets: { jwt: { alg: HS256, jwks: 'http://a/k' } } }" + Route, "w.yaml:1:27: events.tickets.jwt: HS256 needs the secret that signs, and nothing else; write secret: \"${NAME}\"")]
    [InlineData("events: { tickets: { jwt: { secret: 0123456789abcdef0123456789abcdef } } }" + Route, "w.yaml:1:27: events.tickets.jwt: RS256 needs the public key; write jwks: URL, or key: FILE")]
    [InlineData("events: { tickets: { jwt: { alg: ES256 } } }" + Route, "w.yaml:1:27: events.tickets.jwt: ES256 needs the public key; write jwks: URL, or key: FILE")]
    [InlineData("admin: off" + Route, "w.yaml:2:74: routes[0].auth: nobody could get a ticket: the admin address is off; add forward or jwt to events: { tickets }, or admin")]
    [InlineData("routes: [{ path: '/ws/{id}', events: 'user:{id}', auth: ticket }]", "w.yaml:1:57: routes[0].auth: the path has no {user_id} that could be compared with the ticket's subject; write subject: id, or none where any subject will do")]
    [InlineData("routes: [{ path: /ws, events: news, auth: { subject: user } }]", "w.yaml:1:54: routes[0].auth.subject: the path has no {user} that could be compared with the ticket's subject; write subject: none where any subject will do")]
    [InlineData("admin: { key: short }" + Route, "w.yaml:1:15: admin.key: 5 characters are too few; write at least 16 characters, best as ${WAYLEAVE_SECRET}")]
    public void What_would_let_nobody_in_or_anybody_is_an_error(string text, string error) =>
        Reading.Of(text).Errors.Select(each => each.ToString()).ShouldBe([error]);

    [Theory]
    [InlineData("routes: [{ path: /ws, events: news, auth: ticket }]")]
    [InlineData("routes: [{ path: '/app/{x}', proxy: 'http://a:1', auth: ticket }]")]
    public void A_path_that_names_nobody_needs_no_subject(string text) => Reading.Whole(text).Routes[0].Auth.ShouldBe(new AuthSettings());
}
