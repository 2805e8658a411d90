using System.Collections.Immutable;
using System.Net;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>
/// Every key of the file, with its form, default and description: the one table that the reader, the writer, the JSON schema and the
/// documentation go by. A new key is a row here or in a section below.
/// </summary>
internal static class ServeKeys
{
    private static readonly WordForm<string> s_edge = new(("cloudflare", "cloudflare"), ("cloudfront", "cloudfront"), ("alb", "alb"), ("ngrok", "ngrok"));

    private static readonly WordForm<ForwardedStyle> s_forwarded =
        new(("x-forwarded", ForwardedStyle.XForwarded), ("forwarded", ForwardedStyle.Forwarded), ("both", ForwardedStyle.Both), ("none", ForwardedStyle.None));

    private static readonly WordForm<LogFormat> s_log = new(("auto", LogFormat.Auto), ("text", LogFormat.Text), ("json", LogFormat.Json));

    /// <summary>The top of the file. The defaults for routes stand before the routes, since keys are read in this order.</summary>
    public static Section<ServeDraft> Top { get; } = new("file", "The top of the file.", ServeDraft.Initial, [.. Process(), .. SharedKeys.Of<ServeDraft>(true, d => d.Defaults, (d, r) => d with { Defaults = r }), new RoutesKey()]);

    /// <summary>All sections, each once, the top first.</summary>
    public static IReadOnlyList<ISection> AllSections { get; } = [.. Below(Top).DistinctBy(section => section.Name)];

    private static IEnumerable<ISection> Below(ISection section) =>
        section.Keys.SelectMany(key => key.Form.Sections).SelectMany(Below).Prepend(section);

    private static ImmutableArray<Key<ServeDraft>> Process() =>
    [
        Of("listen", "Where to listen. Without a scheme it is http, without an address all of IPv4; `[::]` is all of IPv6 and IPv4; port 0 takes a free one. The default takes the port from `$PORT` where that is set.",
            new ListForm<ListenSettings>(new ListenForm(), ListenSettings.Default, mayBeEmpty: false), s => s.Listen, (s, v) => s with { Listen = v }, "bind", "port", "address", "listeners"),
        Of("tls", "Certificates and TLS versions.", new SectionForm<TlsSettings>(TlsKeys.Section), s => s.Tls, (s, v) => s with { Tls = v }, "ssl", "https", "certificates"),
        Of("edge", "The edges in front: their published networks are trusted like `trusted_proxies`, and their headers are read.", new ListForm<string>(s_edge, ""),
            s => s.Trust.Edges, (s, v) => s with { Trust = s.Trust with { Edges = v } }, "edges", "cdn"),
        Of("edge_ranges", "A file of networks that counts instead of the published ones. Needs `edge`.", new OptionalForm<string>(new FileForm(mustExist: true)),
            s => s.Trust.RangesFile, (s, v) => s with { Trust = s.Trust with { RangesFile = v } }),
        new KeyOf<ServeDraft, ImmutableArray<IPNetwork>>(
            "trusted_proxies", "The networks whose forwarded headers are believed; nobody's by default.", new ListForm<IPNetwork>(new NetworkForm(), default),
            d => d.Proxies, (d, v) => d with { Proxies = v }) { AlsoCalled = ["trusted", "set_real_ip_from", "trust"] },
        Of("only_from_edge", "Whether only those networks may connect; others get 403. Needs `edge` or `trusted_proxies`.", BoolForm.Instance,
            s => s.Trust.OnlyFromEdge, (s, v) => s with { Trust = s.Trust with { OnlyFromEdge = v } }),
        Of("forwarded", "Which headers tell the app who called and how: `X-Forwarded-*` and `X-Real-IP`, `Forwarded` (RFC 7239), both or none; those that came are taken away in any case.", s_forwarded,
            s => s.Forwarded, (s, v) => s with { Forwarded = v }),
        Of("admin", "The admin address: health, metrics, live sockets.", AdminKeys.Form, s => s.Admin, (s, v) => s with { Admin = v }),
        Of("drain", "Over how long open sockets are told to leave when the process stops.", Ranges.Stretch, s => s.Drain, (s, v) => s with { Drain = v }, "grace_period", "shutdown_timeout"),
        Of("secret", "Signs stickiness cookies, and the ids by which streams and polls of events come back. Not set: a random one is made, so that both end with the process.", new SecretForm(16), s => s.Secret, (s, v) => s with { Secret = v }),
        Of("log", "How log lines are written: `auto` is text on a terminal and JSON otherwise.", s_log, s => s.LogFormat, (s, v) => s with { LogFormat = v }, "log_format", "logging"),
        Of("store", "Where channels are kept: in this process's memory, or in a Redis that any number of nodes share. Read at the start.", new StoreForm(), s => s.Store, (s, v) => s with { Store = v }, "redis"),
        Of("events", "What all routes with `events` share.", new SectionForm<EventSettings>(EventKeys.Section), s => s.Events, (s, v) => s with { Events = v }),
        Of("nodes", "This gateway among several in front of the same apps, for sockets that are carried. Its name is read at the start.", new SectionForm<NodeSettings>(NodeKeys.Section), s => s.Nodes, (s, v) => s with { Nodes = v }),
        Of("limits", "The limits of the whole process.", new SectionForm<LimitSettings>(LimitKeys.Section), s => s.Limits, (s, v) => s with { Limits = v }),
    ];

    private static KeyOf<ServeDraft, TValue> Of<TValue>(
        string name, string what, Form<TValue> form, Func<ServeSettings, TValue> get, Func<ServeSettings, TValue, ServeSettings> set, params string[] alsoCalled) =>
        new(name, what, form, d => get(d.Settings), (d, v) => d with { Settings = set(d.Settings, v) }) { AlsoCalled = alsoCalled };
}
