using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of a route that say where its requests go and what makes a destination fit for them.</summary>
internal static class BalanceKeys
{
    private static readonly Section<DestinationSettings> s_destination = new(
        "proxy", "A destination: one instance of the app. A URL alone stands for `{ url: URL }`.", new DestinationSettings(UrlForm.None),
        [
            new KeyOf<DestinationSettings, Uri>(
                "url", "`http://` or `https://`, host and port; a path is put before the request's. Ordinary requests go over HTTP/1.1; over HTTP/2 at `h2://` (with TLS) and `h2c://` (without).", new UrlForm(),
                d => d.Url, (d, v) => d with { Url = v }) { IsRequired = true, AlsoCalled = ["address", "to"] },
            new KeyOf<DestinationSettings, int>("weight", "Its share.", new NumberForm(1, 1000), d => d.Weight, (d, v) => d with { Weight = v }),
        ]);

    private static readonly Section<StickySettings> s_sticky = new(
        "sticky", "Stickiness by a signed cookie. `sticky: true` takes the defaults, `false` switches it off.", new StickySettings(),
        [
            new KeyOf<StickySettings, string?>(
                "cookie", "The cookie's name; that of another route on the same host is none. Not set: `wayleave_to`, and behind it what the route's name has of letters and digits: `wayleave_to_api` for `/api`.",
                new OptionalForm<string>(new TextForm("a cookie's name", TextChecks.CookieName)), s => s.Cookie, (s, v) => s with { Cookie = v }) { AlsoCalled = ["name"] },
            new KeyOf<StickySettings, TimeSpan?>("max_age", "How long a browser keeps it. Off: until it is closed.", new OffValueForm<TimeSpan>(Ranges.Life), s => s.MaxAge, (s, v) => s with { MaxAge = v }),
        ]);

    private static readonly Section<HealthSettings> s_health = new(
        "health", "Active health checks: a GET now and then. A path alone stands for `{ path: PATH }`.", new HealthSettings { Path = "" },
        [
            new KeyOf<HealthSettings, string>("path", "The path asked; 200 to 399 is healthy.", new TextForm("a path such as /healthz", TextChecks.PlainPath), h => h.Path, (h, v) => h with { Path = v }) { IsRequired = true },
            new KeyOf<HealthSettings, string?>(
                "host", "The Host of a check, and the name that TLS asks for. Not set: the name that the route's `host` gives; with `host: keep` the first of `hosts`; else the destination's own.",
                new OptionalForm<string>(new TextForm("a host name, with a port if need be", HostNames.WrongWithPort)), h => h.Host, (h, v) => h with { Host = v }),
            new KeyOf<HealthSettings, TimeSpan>("interval", "The time between two checks of a destination.", Ranges.Wait, h => h.Interval, (h, v) => h with { Interval = v }),
            new KeyOf<HealthSettings, TimeSpan>("timeout", "How long an answer may take.", Ranges.Wait, h => h.Timeout, (h, v) => h with { Timeout = v }),
            new KeyOf<HealthSettings, int>("fall", "How many failures in a row mark a destination down.", new NumberForm(1, 100), h => h.Fall, (h, v) => h with { Fall = v }),
            new KeyOf<HealthSettings, int>("rise", "How many successes in a row mark it up again.", new NumberForm(1, 100), h => h.Rise, (h, v) => h with { Rise = v }),
        ]);

    private static readonly Section<PassiveHealthSettings> s_passive = new(
        "passive", "What real requests show: a destination that cannot be reached is left alone for a while, as long as another one is up. `passive: off` is `{ failures: 0 }`.", new PassiveHealthSettings(),
        [
            new KeyOf<PassiveHealthSettings, int>("failures", "How many dials or requests in a row must fail; 0 switches it off.", new NumberForm(0, 1000), p => p.Failures, (p, v) => p with { Failures = v }),
            new KeyOf<PassiveHealthSettings, TimeSpan>("for", "For how long it is left alone.", Ranges.Wait, p => p.For, (p, v) => p with { For = v }),
        ]);

    /// <summary>The keys.</summary>
    public static ImmutableArray<Key<RouteSettings>> All { get; } =
    [
        new KeyOf<RouteSettings, ImmutableArray<DestinationSettings>>(
            "proxy", "Where requests go: the app's URL, or several instances of it. A route has this or `events`.",
            new ListForm<DestinationSettings>(new ShortForm<Uri, DestinationSettings>(new UrlForm(), (url, _) => new DestinationSettings(url), s_destination)!, s_destination.Initial),
            r => r.Destinations, (r, v) => r with { Destinations = v }) { AlsoCalled = ["to", "upstream", "upstreams", "backend", "backends", "destinations", "proxy_pass", "target", "url"] },
        new KeyOf<RouteSettings, BalancePolicy>(
            "balance", "How one of several destinations is chosen: in turn by weight; the one with the fewest open sockets and requests for its weight; or by a hash of `hash_by`.",
            new WordForm<BalancePolicy>(("round_robin", BalancePolicy.RoundRobin), ("least_connections", BalancePolicy.LeastConnections), ("hash", BalancePolicy.Hash)),
            r => r.Balance, (r, v) => r with { Balance = v }) { AlsoCalled = ["lb", "load_balancing", "lb_policy"] },
        new KeyOf<RouteSettings, string>(
            "hash_by", "What is hashed. Needs `balance: hash`.", new TextForm("address, header:NAME, cookie:NAME or query:NAME", TextChecks.HashBy), r => r.HashBy, (r, v) => r with { HashBy = v }),
        new KeyOf<RouteSettings, StickySettings?>(
            "sticky", "Whether a client comes back to its destination, by a cookie.",
            new ShortForm<bool, StickySettings>(BoolForm.Instance, (on, before) => on ? before ?? new StickySettings() : null, s_sticky, "false"),
            r => r.Sticky, (r, v) => r with { Sticky = v }) { AlsoCalled = ["sticky_sessions", "session_affinity", "affinity"] },
        new KeyOf<RouteSettings, HealthSettings?>(
            "health", "Active health checks.",
            new ShortForm<string?, HealthSettings>(
                new OffForm<string>(new TextForm("a path such as /healthz", TextChecks.PlainPath)), (path, before) => path is null ? null : (before ?? new HealthSettings { Path = path }) with { Path = path }, s_health),
            r => r.Health, (r, v) => r with { Health = v }) { AlsoCalled = ["health_check", "healthcheck"] },
        new KeyOf<RouteSettings, PassiveHealthSettings?>(
            "passive", "Passive health checks.",
            new ShortForm<bool, PassiveHealthSettings>(new WordForm<bool>(("off", false)), (_, before) => (before ?? new PassiveHealthSettings()) with { Failures = 0 }, s_passive),
            r => r.Passive, (r, v) => r with { Passive = v! }),
        new KeyOf<RouteSettings, bool>(
            "end_sockets_when_down", "Whether a destination that is marked down ends its open sockets; else they live as long as they do. Holds for those that open from then on.", BoolForm.Instance,
            r => r.EndSocketsWhenDown, (r, v) => r with { EndSocketsWhenDown = v }),
        new KeyOf<RouteSettings, TimeSpan>("slow_start", "Over how long a destination that came (back) up gets its full share.", Ranges.Stretch, r => r.SlowStart, (r, v) => r with { SlowStart = v }),
        new KeyOf<RouteSettings, bool>("verify_tls", "Whether the app's certificate is checked.", BoolForm.Instance, r => r.VerifyTls, (r, v) => r with { VerifyTls = v }) { AlsoCalled = ["tls_verify", "insecure"] },
    ];
}
