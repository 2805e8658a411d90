using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>Settings from the command line, as typed. They win over the file: they take the place of its keys before these are read.</summary>
public sealed record SettingsOverrides
{
    /// <summary><c>--to</c>: where everything goes; takes the place of all routes. Empty: not given.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary><c>--listen</c>. Empty: not given.</summary>
    public ImmutableArray<string> Listen { get; init; } = [];

    /// <summary><c>--admin</c>.</summary>
    public string? Admin { get; init; }

    /// <summary><c>--edge</c>. Empty: not given.</summary>
    public ImmutableArray<string> Edge { get; init; } = [];

    /// <summary><c>--host</c>: also in place of what single routes say.</summary>
    public string? Host { get; init; }

    /// <summary><c>--carry</c>: also in place of what single routes say; how they carry is left as it is.</summary>
    public string? Carry { get; init; }

    /// <summary><c>--drain</c>.</summary>
    public string? Drain { get; init; }

    /// <summary><c>--log</c>.</summary>
    public string? Log { get; init; }

    internal MapNode Over(MapNode file)
    {
        MapNode all = file;
        if (!To.IsEmpty) all = all.With("routes", Routes());
        if (!Listen.IsEmpty) all = all.With("listen", List("--listen", Listen));
        if (Admin is not null) all = all.With("admin", AdminOver(file.Find("admin"), Scalar("--admin", Admin)));
        if (!Edge.IsEmpty) all = all.With("edge", List("--edge", Edge));
        if (Host is not null) all = OnRoutes(all, route => route.Without("host")).With("host", Scalar("--host", Host));
        if (Carry is not null) all = OnRoutes(all, route => route.Find("proxy") is null ? route : route.With("carry", CarryOver(route.Find("carry"), Scalar("--carry", Carry))));
        if (Drain is not null) all = all.With("drain", Scalar("--drain", Drain));
        if (Log is not null) all = all.With("log", Scalar("--log", Log));
        return all;
    }

    private ListNode Routes()
    {
        var at = new Position("--to", 0, 0);
        MapNode route = new MapNode(at, []).With("path", Scalar("--to", "/")).With("proxy", List("--to", To));
        return new ListNode(at, [route]);
    }

    // An address takes the place of the address alone.
    private static ConfigNode AdminOver(ConfigNode? file, ScalarNode address) => file is MapNode map && address.Value != "off" ? map.With("listen", address) : address;

    // A mode takes the place of the mode alone.
    private static ConfigNode CarryOver(ConfigNode? file, ScalarNode mode) => file is MapNode map ? map.With("mode", mode) : mode;

    private static MapNode OnRoutes(MapNode all, Func<MapNode, MapNode> change) => all.Find("routes") switch
    {
        ListNode list => all.With("routes", list with { Items = [.. list.Items.Select(item => item is MapNode route ? change(route) : item)] }),
        MapNode route => all.With("routes", change(route)),
        _ => all,
    };

    private static ListNode List(string option, ImmutableArray<string> values) =>
        new(new Position(option, 0, 0), [.. values.Select(value => Scalar(option, value))]);

    // The shell has put its variables in already: a dollar that is left is a dollar.
    private static ScalarNode Scalar(string option, string value) => new(new Position(option, 0, 0), value) { IsLiteral = true };
}
