using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of a route.</summary>
internal static class RouteKeys
{
    private static ImmutableArray<Key<RouteSettings>> Matching { get; } =
    [
        new KeyOf<RouteSettings, string>(
            "path", "The path: a prefix of whole segments (`/api` takes `/api/x`, not `/apix`), with `{param}` for one segment. The longest that fits goes first.",
            new TextForm("a path such as / or /api/{version}", TextChecks.RoutePath, "^/"), r => r.Path, (r, v) => r with { Path = v }) { IsRequired = true, AlsoCalled = ["location", "prefix", "match"] },
        new KeyOf<RouteSettings, string?>(
            "name", "The name in logs and metrics, unique. Not set: the path as written, with the first host where the path is not unique.", new OptionalForm<string>(new TextForm("a name")),
            r => r.Name.Length == 0 ? null : r.Name, (r, v) => r with { Name = v ?? "" }),
        new KeyOf<RouteSettings, bool>("exact", "Whether the path must match to its end.", BoolForm.Instance, r => r.Exact, (r, v) => r with { Exact = v }),
        new KeyOf<RouteSettings, ImmutableArray<string>>(
            "hosts", "The host names that it answers to; none: all.", new ListForm<string>(new HostNameForm(), ""), r => r.Hosts, (r, v) => r with { Hosts = v }) { AlsoCalled = ["server_name", "domains", "domain", "hostnames"] },
        new KeyOf<RouteSettings, int>("priority", "The higher goes first, before all other rules.", new NumberForm(-1000, 1000), r => r.Priority, (r, v) => r with { Priority = v }) { AlsoCalled = ["order"] },
        new KeyOf<RouteSettings, string?>(
            "strip_prefix", "A prefix to take off the path.", new OptionalForm<string>(new TextForm("a prefix such as /api", TextChecks.Prefix, "^/")), r => r.StripPrefix, (r, v) => r with { StripPrefix = v }),
        new KeyOf<RouteSettings, string?>(
            "add_prefix", "A prefix to put before the path.", new OptionalForm<string>(new TextForm("a prefix such as /v1", TextChecks.Prefix, "^/")), r => r.AddPrefix, (r, v) => r with { AddPrefix = v }),
    ];

    /// <summary>The section.</summary>
    public static Section<RouteSettings> Section { get; } = new(
        "routes", "Which requests go where, and how.", ServeDraft.Initial.Defaults,
        [.. Matching, EventKeys.OfRoute, TicketKeys.OfRoute, CarryKeys.OfRoute, .. BalanceKeys.All, .. SharedKeys.Of<RouteSettings>(false, r => r, (_, r) => r)]);
}
