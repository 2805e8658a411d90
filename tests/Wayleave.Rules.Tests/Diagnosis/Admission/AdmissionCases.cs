using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Admission;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Admission;

internal sealed class CredentialsWantedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new CredentialsWanted();

    public IEnumerable<RuleCase> Fires =>
    [
        new("401", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized").With("WWW-Authenticate", "Bearer")), "app"),
        new("401 with a credential", RunBuilder.Socket().Asked(a => a with { CredentialGiven = true }).Upgrade(Reply.Of(401, "Unauthorized"))),
        new("403 that speaks of it", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").WithBody("{\"detail\":\"Not authenticated\"}"))),
        new("403 whatever the Origin", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Of(403, "Forbidden")).Upgrade(Variation.ForeignOrigin, Reply.Of(403, "Forbidden"))),
        new("1008 that speaks of it", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008, "Invalid or missing token"))),
        new("4401", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 4401))),
        new("a code of its own with a reason", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 4003, "authentication required"))),
        new("the app's own login", RunBuilder.Socket().Upgrade(Reply.Redirect(302, "/login?next=%2Fws"))),
        new("Jupyter's login", RunBuilder.Socket("wss://app.example/api/kernels/1/channels").Upgrade(Reply.Redirect(302, "/hub/login?next=x"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("403 for this Origin only", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Opens()).Upgrade(Variation.ForeignOrigin, Reply.Of(403, "Forbidden"))),
        new("a refusal that speaks of the Origin", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008, "Invalid origin"))),
        new("403 of nginx's own", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").WithBody("<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"))),
        new("a redirect elsewhere", RunBuilder.Socket().Upgrade(Reply.Redirect(307, "/ws/"))),
        new("429", RunBuilder.Socket().Upgrade(Reply.Of(429, "Too Many Requests").WithBody("too many login attempts"))),
        new("a close of its own without a word", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 4000))),
        new("one 403, and nothing else was tried", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden"))),
    ];
}

internal sealed class TokenSpentCases : IRuleCases
{
    private static readonly Reply Refused = Reply.Opens().Ends(EndKind.CloseFrame, 5, 4001, "token already used");

    public IDiagnosisRule Rule { get; } = new TokenSpent();

    public IEnumerable<RuleCase> Fires =>
    [
        new("an expired token", Given().Upgrade(Reply.Of(403, "Forbidden").WithBody("jwt expired")), "app"),
        new("a used token", Given().Upgrade(Refused)),
        new("a token that is not valid", Given().Upgrade(Reply.Of(401, "Unauthorized").WithBody("Invalid token"))),
        new("a message says so before the close", Given().Upgrade(Reply.Opens().Framed(new FrameFacts(3, false, "text", true, 30, "ERROR\nmessage:JWT expired")).Ends(EndKind.CloseFrame, 5, 1000))),
        new("twice: first in, then out", Given().Asked(a => a with { Twice = true }).Upgrade(Reply.Opens()).Upgrade(Variation.Twice, Reply.Of(403, "Forbidden"))),
        new("the base run met it", Given().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Refused).Upgrade(Variation.NoDeflate, Refused)),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("twice in", Given().Upgrade(Reply.Opens()).Upgrade(Variation.Twice, Reply.Opens())),
        new("a missing token", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008, "Invalid or missing token"))),
        new("an invalid token where none was given", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized").WithBody("Invalid token"))),
        new("out both times", Given().Upgrade(Reply.Of(401, "Unauthorized")).Upgrade(Variation.Twice, Reply.Of(401, "Unauthorized"))),
        new("later ones without a credential", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Reply.Of(403, "Forbidden")).Upgrade(Variation.NoDeflate, Reply.Of(403, "Forbidden"))),
        new("twice, and then rate-limited", Given().Upgrade(Reply.Opens()).Upgrade(Variation.Twice, Reply.Of(429, "Too Many Requests"))),
        new("the certificate has expired, says a page", RunBuilder.Socket().Upgrade(Reply.Of(526, "Invalid SSL").WithBody("The origin's certificate expired"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];

    private static RunBuilder Given() => RunBuilder.Socket().Asked(a => a with { CredentialGiven = true });
}

internal sealed class TooOftenCases : IRuleCases
{
    private static readonly Reply Limited = Reply.Of(429, "Too Many Requests").With("Retry-After", "30");

    public IDiagnosisRule Rule { get; } = new TooOften();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the first one already", RunBuilder.Socket().Upgrade(Limited.By("cloudflare").With("CF-RAY", "x")), "cloudflare"),
        new("our own later probes", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Limited)),
        new("a burst", RunBuilder.Socket().Asked(a => a with { Burst = 3 }).Upgrade(Reply.Opens()).Upgrade(Variation.Burst, Reply.Opens()).Upgrade(Variation.Burst, Limited)),
        new("a close code of its own", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008, "rate limit exceeded")), "app"),
        new("403 after a while of 101", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Burst, Reply.Opens()).Upgrade(Variation.Burst, Reply.Of(403, "Forbidden")).Upgrade(Variation.Burst, Reply.Of(403, "Forbidden"))),
        new("nginx's 503 after a while of 101", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Burst, Nginx503).Upgrade(Variation.Burst, Nginx503), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("too many at a time", RunBuilder.Socket().Upgrade(Reply.Of(429, "Too Many Requests").WithBody("too many connections for this user"))),
        new("503 at once", RunBuilder.Socket().Upgrade(Nginx503)),
        new("one later 403", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Reply.Of(403, "Forbidden"))),
        new("a burst that all opened", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Burst, Reply.Opens()).Upgrade(Variation.Burst, Reply.Opens())),
    ];

    private static Reply Nginx503 => Reply.Of(503, "Service Temporarily Unavailable").WithBody("<center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center>");
}

internal sealed class TooManyAtATimeCases : IRuleCases
{
    private static readonly Reply Full = Reply.Of(503, "Service Unavailable");

    public IDiagnosisRule Rule { get; } = new TooManyAtATime();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the refusal says so", RunBuilder.Socket().Upgrade(Reply.Of(429, "Too Many Requests").WithBody("Too many connections from this address"))),
        new("1013", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1013, "try again later")), "app"),
        new("a burst is cut off by 503", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Burst, Reply.Opens()).Upgrade(Variation.Burst, Full).Upgrade(Variation.Burst, Full), "app"),
        new("our own later probes meet 503", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Full).Upgrade(Variation.NoDeflate, Full)),
        new("1008 that says so", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008, "connection limit reached"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("503 for everyone", RunBuilder.Socket().Upgrade(Full).Upgrade(Variation.Repeat, Full)),
        new("chance: one opened after it", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Full).Upgrade(Variation.NoDeflate, Reply.Opens())),
        new("429 alone", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Reply.Of(429, "Too Many Requests"))),
    ];
}

internal sealed class OutOfConnectionsCases : IRuleCases
{
    private static Reply Nginx500 => Reply.Of(500, "Internal Server Error").WithBody("<center><h1>500 Internal Server Error</h1></center><hr><center>nginx/1.22.1</center>");

    public IDiagnosisRule Rule { get; } = new OutOfConnections();

    public IEnumerable<RuleCase> Fires =>
    [
        new("everybody gets nginx's 500", RunBuilder.Socket().Plain(Nginx500).Upgrade(Nginx500), "nginx"),
        new("a burst uses them up", RunBuilder.Socket().Upgrade(Reply.Opens()).Upgrade(Variation.Burst, Nginx500), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("the app's 500", RunBuilder.Socket().Plain(Reply.Of(500, "Internal Server Error")).Upgrade(Reply.Of(500, "Internal Server Error").By("nginx"))),
        new("only the upgrade gets nginx's 500", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Nginx500)),
    ];
}

internal sealed class SessionElsewhereCases : IRuleCases
{
    private static readonly Reply Unknown = Reply.Of(400, "Bad Request").WithBody("{\"code\":1,\"message\":\"Session ID unknown\"}");

    public IDiagnosisRule Rule { get; } = new SessionElsewhere();

    public IEnumerable<RuleCase> Fires =>
    [
        new("one of two backends knows the session", RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket&sid=x").Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Unknown)),
        new("a balancer shows itself", RunBuilder.Socket().Upgrade(Unknown.With("Set-Cookie", "AWSALB=1")).Upgrade(Variation.Repeat, Reply.Opens()), "alb"),
        new("a poll's session is unknown where its upgrade goes", Polled().Upgrade(Reply.Opens()).Upgrade(Variation.PolledSession, Unknown)),
        new("the same where no socket opens at all", Polled().Upgrade(Reply.Of(400, "Bad Request")).Upgrade(Variation.PolledSession, Unknown.With("Set-Cookie", "AWSALB=1")), "alb"),
        new("cookies do not lead back to the backend", RunBuilder.Socket("wss://app.example/hub?id=x").Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Unknown).Upgrade(Variation.WithCookies, Unknown)),
        new("no backend that we met knows it", RunBuilder.Socket("wss://app.example/hub?id=x").Upgrade(Reply.Of(404, "Not Found").WithBody("No Connection with that ID"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("a bare GET at Socket.IO", RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket").Plain(Reply.Of(400, "Bad Request").WithBody("{\"code\":0,\"message\":\"Transport unknown\"}")).Upgrade(Reply.Opens())),
        new("a plain GET with the session at a socket that opens", RunBuilder.Socket("wss://app.example/hub?id=x").Plain(Reply.Of(404, "Not Found").WithBody("No Connection with that ID")).Upgrade(Reply.Opens())),
        new("a poll's session goes on over a socket", Polled().Upgrade(Reply.Opens()).Upgrade(Variation.PolledSession, Reply.Opens())),
        new("the poll itself fails", RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket").Http("http-polling", Reply.Of(400, "Bad Request")).Upgrade(Reply.Opens())),
        new("a client that keeps its cookies comes back to its backend", RunBuilder.Socket("wss://app.example/hub?id=x").Upgrade(Reply.Opens()).Upgrade(Variation.Repeat, Unknown).Upgrade(Variation.WithCookies, Reply.Opens())),
        new("no session was named", RunBuilder.Socket("wss://app.example/hub").Upgrade(Reply.Of(404, "Not Found").WithBody("No Connection with that ID"))),
    ];

    private static RunBuilder Polled() => RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket")
        .Http("http-polling", Reply.Of(200, "OK").WithBody("0{\"sid\":\"abc\",\"upgrades\":[\"websocket\"]}"));
}

internal sealed class ClosedByOwnCodeCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ClosedByOwnCode();

    public IEnumerable<RuleCase> Fires =>
    [
        new("4000 without a word", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 4000)), "app"),
        new("1008 without a word", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the app waited for a first message", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 3000, 4000))),
        new("it speaks of the Origin", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1008, "Invalid origin"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}

internal sealed class GoodbyeAtOnceCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new GoodbyeAtOnce();

    public IEnumerable<RuleCase> Fires =>
    [
        new("1000 at once, and nothing said", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1000)), "app"),
        new("1003 at once", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 5, 1003))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("it said something first", RunBuilder.Socket().Upgrade(Reply.Opens().Framed(new FrameFacts(2, false, "text", true, 2, "42")).Ends(EndKind.CloseFrame, 5, 1000))),
        new("1000 after a while", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 3000, 1000))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
