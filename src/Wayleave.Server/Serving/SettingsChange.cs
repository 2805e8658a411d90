using System.Collections.Immutable;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Serving;

/// <summary>What differs between two loads of the settings, in words.</summary>
internal static class SettingsChange
{
    /// <summary>What takes effect with a reload.</summary>
    /// <param name="old">The settings before.</param>
    /// <param name="next">The settings from now on.</param>
    public static ImmutableArray<string> Between(ServeSettings old, ServeSettings next)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        AddNamed(changes, "listens on", old.Listen.Except(next.Listen), next.Listen.Except(old.Listen));
        Dictionary<string, RouteSettings> before = old.Routes.ToDictionary(route => route.Name), after = next.Routes.ToDictionary(route => route.Name);
        AddNamed(changes, "route", before.Keys.Except(after.Keys), after.Keys.Except(before.Keys));
        changes.AddRange(after.Where(route => before.TryGetValue(route.Key, out var was) && !IsSame(was, route.Value)).Select(route => $"route {route.Key} changed"));
        Add(changes, "certificates", IsSame(old.Tls, next.Tls));
        Add(changes, "trusted proxies", IsSame(old.Trust, next.Trust));
        Add(changes, "forwarded headers", old.Forwarded == next.Forwarded);
        Add(changes, "events", old.Events with { Channels = next.Events.Channels } == next.Events && old.Events.Channels.SequenceEqual(next.Events.Channels));
        Add(changes, "nodes", old.Nodes.Others.SequenceEqual(next.Nodes.Others));
        Add(changes, "limits", old.Limits == next.Limits);
        Add(changes, "drain", old.Drain == next.Drain);
        Add(changes, "names of the admin address", old.Admin is null || next.Admin is null || old.Admin.Hosts.SequenceEqual(next.Admin.Hosts));
        Add(changes, "the admin key", old.Admin?.Key == next.Admin?.Key);
        Add(changes, "secret", old.Secret == next.Secret);
        return changes.ToImmutable();
    }

    /// <summary>What takes effect only at the next start, by its keys.</summary>
    /// <param name="old">The settings at the last start.</param>
    /// <param name="next">The settings from now on.</param>
    public static ImmutableArray<string> AtNextStart(ServeSettings old, ServeSettings next)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        if (!Equals(old.Admin?.EndPoint, next.Admin?.EndPoint))
            changes.Add($"admin {next.Admin?.EndPoint.ToString() ?? "off"}");
        if (old.LogFormat != next.LogFormat)
            changes.Add($"log {next.LogFormat.ToString().ToLowerInvariant()}");
        if (old.Nodes.Name != next.Nodes.Name)
            changes.Add("nodes.name");
        if (old.Store != next.Store)
            changes.Add("store");
        if (old.Events.State != next.Events.State)
            changes.Add("events.state");
        // Kestrel takes this one, alone of its limits, when it begins to listen.
        if (old.Limits.Handshake != next.Limits.Handshake && next.Listen.Any(listen => listen.Tls))
            changes.Add("limits.handshake for TLS");
        return changes.ToImmutable();
    }

    private static void Add(ImmutableArray<string>.Builder changes, string what, bool isSame)
    {
        if (!isSame)
            changes.Add($"{what} changed");
    }

    private static void AddNamed<T>(ImmutableArray<string>.Builder changes, string what, IEnumerable<T> gone, IEnumerable<T> come)
    {
        changes.AddRange(come.Select(name => $"{what} {name}"));
        changes.AddRange(gone.Select(name => what == "route" ? $"route {name} gone" : $"no longer {what} {name}"));
    }

    // Arrays are equal to themselves alone; all else of a record is compared by what it holds.
    private static bool IsSame(RouteSettings one, RouteSettings other) =>
        one with { Hosts = other.Hosts, Destinations = other.Destinations, Origins = other.Origins, Channels = other.Channels } == other
        && one.Channels.SequenceEqual(other.Channels)
        && one.Hosts.SequenceEqual(other.Hosts) && one.Destinations.SequenceEqual(other.Destinations) && one.Origins.SequenceEqual(other.Origins);

    private static bool IsSame(TlsSettings one, TlsSettings other) =>
        one with { Certificates = other.Certificates } == other && one.Certificates.SequenceEqual(other.Certificates);

    private static bool IsSame(TrustSettings one, TrustSettings other) =>
        one with { Edges = other.Edges, Networks = other.Networks, EdgeNetworks = other.EdgeNetworks } == other
        && one.Edges.SequenceEqual(other.Edges) && one.Networks.SequenceEqual(other.Networks) && one.EdgeNetworks.SequenceEqual(other.EdgeNetworks);
}
