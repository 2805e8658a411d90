using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Time;
using Wayleave.Rules.Facts;
using static Wayleave.Rules.Tests.Diagnosis.Time.IdleWatch;

namespace Wayleave.Rules.Tests.Diagnosis.Time;

internal sealed class IdleEndedByEdgeCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new IdleEndedByEdge();

    public IEnumerable<RuleCase> Fires =>
    [
        new("100 s of silence behind Cloudflare", Behind("CF-RAY", "8f00-FRA").Watch(Cut(100.1), Lives(150), Lives(150)), "cloudflare"),
        new("100 s, and only the silent one was watched", Behind("CF-RAY", "8f00-FRA").Idle(IdleMode.Silent, Cut(100.1)), "cloudflare"),
        new("60 s behind an application balancer", Behind("Set-Cookie", "AWSALB=x").Watch(Cut(60.2), Lives(90), Lives(90)), "alb"),
        new("55 s behind Heroku", Behind("Via", "1.1 vegur").Watch(Cut(55.1), Lives(90), Lives(90)), "heroku"),
        new("10 min behind CloudFront, where our own sending does not count", Behind("X-Amz-Cf-Id", "x").Watch(Cut(600), Lives(700), Cut(600)), "cloudfront"),
        new("an unknown time, and straight at the origin the silent one lives", Behind("CF-RAY", "8f00-FRA").Watch(Cut(77), Lives(150), Lives(150))
            .To("203.0.113.9:443").Idle(IdleMode.Silent, Lives(150)), "cloudflare"),
        new("an unknown time, and it lives behind the hop between and at the origin", Behind("CF-RAY", "8f00-FRA").Watch(Cut(77), Lives(150), Lives(150))
            .To("203.0.113.9:80").Idle(IdleMode.Silent, Lives(150)).To("203.0.113.9:8000").Idle(IdleMode.Silent, Lives(150)), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("Cloudflare's time, and the origin cuts as well", Behind("CF-RAY", "8f00-FRA").Watch(Cut(100), Lives(150), Lives(150)).To("203.0.113.9:443").Idle(IdleMode.Silent, Cut(100))),
        new("a balancer's time, and the origin cuts as well", Behind("Set-Cookie", "AWSALB=x").Watch(Cut(60), Lives(150), Lives(150)).To("203.0.113.9:443").Idle(IdleMode.Silent, Cut(60))),
        new("the hop between cuts as well, and the origin does not", Behind("CF-RAY", "8f00-FRA").Watch(Cut(100), Lives(150), Lives(150))
            .To("203.0.113.9:80").Idle(IdleMode.Silent, Cut(100)).To("203.0.113.9:8000").Idle(IdleMode.Silent, Lives(150))),
        new("all outlive the watch", Behind("CF-RAY", "8f00-FRA").Watch(Lives(150), Lives(150), Lives(150))),
        new("60 s behind Cloudflare is not Cloudflare's", Behind("CF-RAY", "8f00-FRA").Watch(Cut(60.1), Lives(150), Lives(150))),
        new("100 s at an unsigned hop", Behind().Watch(Cut(100.1), Lives(150), Lives(150))),
        new("all end at the age of 100 s", Behind("CF-RAY", "8f00-FRA").Watch(Cut(100), Cut(100.1), Cut(100))),
        new("the app closes after 100 s", Behind("CF-RAY", "8f00-FRA").Watch(Closed(100, 1000), Lives(150), Lives(150))),
    ];
}

internal sealed class IdleEndedByProxyCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new IdleEndedByProxy();

    public IEnumerable<RuleCase> Fires =>
    [
        new("60 s of silence behind nginx", Behind("Server", "nginx/1.22.1").Watch(Cut(60.05), Lives(90), Lives(90)), "nginx"),
        new("60 s behind Cloudflare, whose limit is another", Behind("CF-RAY", "8f00-FRA").Watch(Cut(60.1), Lives(150), Lives(150)), "proxy"),
        new("an unknown time behind nginx", Behind("Server", "nginx").Watch(Cut(75), Lives(90), Lives(90)), "nginx"),
        new("an unknown time at an unsigned hop", Behind().Watch(Cut(30.1), Lives(90), Lives(90)), "proxy"),
        new("the hop between cuts as well, and the origin does not", Behind("CF-RAY", "8f00-FRA").Watch(Cut(77), Lives(150), Lives(150))
            .To("203.0.113.9:80").Upgrade(Reply.Opens().By("nginx")).Idle(IdleMode.Silent, Cut(77)).To("203.0.113.9:8000").Idle(IdleMode.Silent, Lives(150)), "nginx"),
        new("nginx cuts straight at it as well", Behind("Server", "nginx").Watch(Cut(77), Lives(150), Lives(150))
            .To("203.0.113.9:80").Plain(Reply.Of(404, "Not Found").By("nginx")).Idle(IdleMode.Silent, Cut(77)), "nginx"),
        new("the far end spoke at first", Behind().Add(id => Idle(id, IdleMode.Silent, 2000, Cut(32))).Add(id => Idle(id, IdleMode.Pinging, 89000, Lives(90))), "proxy"),
        new("two sockets of the hold end after 2 s of silence", RunBuilder.Socket().Hold((0, 0.5, Cut(2.5)), (1, 0.02, Cut(2.0))), "proxy"),
        new("one socket of the hold ends after 2 s", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.Eof, 2000)), "proxy"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("a healthy watch", Behind("Server", "nginx").Watch(Lives(90), Lives(90), Lives(90))),
        new("the far end spoke until the end", Behind().Add(id => Idle(id, IdleMode.Silent, 59_000, Cut(60))).Add(id => Idle(id, IdleMode.Pinging, 89_000, Lives(90)))),
        new("an end at once is no timer's", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.Eof, 20))),
        new("others outlive the one that ended", RunBuilder.Socket().Hold((0, 0.1, Cut(2)), (1, 0.1, Lives(5)))),
        new("all end at the same instant", Behind("Server", "nginx").Watch(Cut(60), Cut(53), Cut(46))),
    ];

    private static IdleProbe Idle(string id, IdleMode mode, double lastActivityMs, SessionEnd end) => new()
    {
        Id = id,
        Name = "idle",
        Url = "wss://app.example/ws",
        StartMs = 0,
        ElapsedMs = end.AtMs,
        Outcome = "",
        Mode = mode,
        LastActivityMs = lastActivityMs,
        FramesReceived = 3,
        End = end,
    };
}

internal sealed class IdleEndedByAppCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new IdleEndedByApp();

    public IEnumerable<RuleCase> Fires =>
    [
        new("a ping went unanswered", Behind("Server", "nginx").Watch(Closed(40, 1011, "keepalive ping timeout"), Lives(90), Lives(90)), "app"),
        new("pings do not count and messages do", Behind("Server", "nginx").Watch(Cut(45), Cut(45.1), Lives(90)), "app"),
        new("the app closes a silent socket", Behind().Watch(Closed(45, 1000), Lives(90), Lives(90)), "app"),
        new("cut straight at the origin too, where no proxy shows itself", Behind("CF-RAY", "8f00-FRA").Watch(Cut(100), Lives(150), Lives(150)).To("203.0.113.9:8000").Idle(IdleMode.Silent, Cut(100)), "app"),
        new("nginx's own time, and the app behind it cuts as well", Behind("Server", "nginx").Watch(Cut(77), Lives(150), Lives(150)).To("127.0.0.1:8000").Idle(IdleMode.Silent, Cut(77)), "app"),
        new("Phoenix hangs up after a minute", Behind("Server", "Cowboy").Watch(Cut(60), Lives(90), Lives(90)), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("the proxy cuts it", Behind("Server", "nginx").Watch(Cut(60), Lives(90), Lives(90))),
        new("the proxy cuts it, and straight at the app it lives", Behind("Server", "nginx").Watch(Cut(77), Lives(90), Lives(90)).To("127.0.0.1:8000").Idle(IdleMode.Silent, Lives(90))),
        new("nothing ends", Behind().Watch(Lives(90), Lives(90), Lives(90))),
    ];
}

internal sealed class WaitsForFirstMessageCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new WaitsForFirstMessage();

    public IEnumerable<RuleCase> Fires =>
    [
        new("graphql-ws waits 3 s", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 3000, 4408, "Connection initialisation timeout")), "app"),
        new("a login is awaited for 1 s", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 1000, 4001, "auth timeout"))),
        new("a code of its own after a while", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 2500, 4000))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("refused at once", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 20, 4001, "unauthorized"))),
        new("a message was sent", RunBuilder.Socket().Upgrade(Reply.Opens().Framed(new FrameFacts(10, true, "text", true, 2, "hi")).Ends(EndKind.CloseFrame, 3000, 4000))),
        new("the app says goodbye in good order", RunBuilder.Socket().Upgrade(Reply.Opens().Ends(EndKind.CloseFrame, 3000, 1000))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}

internal sealed class EndsAtFixedAgeCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new EndsAtFixedAge();

    public IEnumerable<RuleCase> Fires =>
    [
        new("30 s behind Google's balancer", Behind("Via", "1.1 google").Watch(Cut(30), Cut(30.1), Cut(30.05)), "google"),
        new("20 s at an unsigned hop", Behind().Watch(Cut(20), Cut(20.1), Cut(20.05)), "proxy"),
        new("the app closes all at one age", Behind().Watch(Closed(20, 1000), Closed(20.1, 1000), Closed(20, 1000)), "app"),
        new("busy ones end at 120 s, the silent one at 60 s", Behind("Server", "nginx").Watch(Cut(60), Cut(120), Cut(120.1)), "nginx"),
        new("sockets of the hold end at one age though not after one silence", RunBuilder.Socket().Hold((0, 0.1, Cut(2.0)), (1, 1.2, Cut(2.02)))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("only the silent one ends", Behind("Via", "1.1 google").Watch(Cut(30), Lives(90), Lives(90))),
        new("all end at one instant", Behind().Watch(Cut(60), Cut(53), Cut(46))),
        new("nothing ends", Behind().Watch(Lives(90), Lives(90), Lives(90))),
        new("an app that waits for a message closes each at one age", Behind().Watch(Closed(10, 4408), Closed(10.1, 4408), Closed(10, 4408))),
    ];
}

internal sealed class EndsAllTogetherCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new EndsAllTogether();

    public IEnumerable<RuleCase> Fires =>
    [
        new("a reload of Caddy", Behind("Server", "Caddy").Watch(Closed(40, 1001), Closed(33.02, 1001), Closed(26.01, 1001)), "caddy"),
        new("a cut at one instant at an unsigned hop", Behind().Watch(Cut(60), Cut(53), Cut(46)), "proxy"),
        new("a restart of the app", Behind().Watch(Closed(40, 1012), Closed(33, 1012), Closed(26, 1012)), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("each ends at the same age", Behind().Watch(Cut(30), Cut(30.1), Cut(30.05))),
        new("only one ends", Behind().Watch(Cut(60), Lives(90), Lives(90))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
