using System.Collections.Frozen;
using System.Collections.Immutable;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Balancing;

namespace Wayleave.Server.Destinations;

/// <summary>All destinations, kept over reloads: counts, health and slow start go on, and one that is dropped lives until its last lease ends.</summary>
/// <param name="time">The clock.</param>
/// <param name="changed">Told of each change of a destination's standing, on whatever thread finds it out: it must be quick, and not throw.</param>
internal sealed class DestinationPool(TimeProvider time, Action<DestinationChange>? changed = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DestinationKey, Destination> _known = [];
    private readonly StickySigner _processSigner = StickySigner.Random();

    /// <summary>Those that live, the retired ones included.</summary>
    public ImmutableArray<Destination> All
    {
        get
        {
            lock (_lock)
                return [.. _known.Values];
        }
    }

    /// <summary>Takes new settings over.</summary>
    /// <param name="settings">The settings, valid.</param>
    /// <returns>A cluster for each route, by its name. Those of an earlier load may be used on.</returns>
    public FrozenDictionary<string, Cluster> Load(ServeSettings settings)
    {
        var signer = settings.Secret is { } secret ? StickySigner.Of(secret) : _processSigner;
        var clusters = new Dictionary<string, Cluster>(StringComparer.Ordinal);
        List<Destination> dropped;
        lock (_lock)
        {
            var wanted = new HashSet<Destination>();
            foreach (var route in settings.Routes)
            {
                var members = MembersOf(route);
                wanted.UnionWith(members.Select(member => member.Destination));
                clusters.Add(route.Name, new Cluster(route, members, signer));
            }

            dropped = [.. _known.Values.Where(destination => !wanted.Contains(destination))];
        }

        foreach (var destination in dropped)
            destination.Retire();
        return clusters.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // One URL twice in a route is one destination with both weights.
    private ImmutableArray<Member> MembersOf(RouteSettings route)
    {
        var isRunning = _known.Values.Any(destination => destination.Key.Route == route.Name && !destination.IsRetired);
        return
        [
            .. route.Destinations.GroupBy(settings => settings.Url.AbsoluteUri).Select(same =>
                new Member(Adopt(route, same.First().Url, isRunning), same.Sum(settings => settings.Weight))),
        ];
    }

    private Destination Adopt(RouteSettings route, Uri url, bool isRunning)
    {
        if (!_known.TryGetValue(new DestinationKey(route.Name, url.AbsoluteUri), out var destination))
        {
            destination = new Destination(route.Name, url, time, Tell, Collect);
            _known.Add(destination.Key, destination);
            // Where all begin at once, each has its full share: only one that joins others is led in.
            if (isRunning)
                destination.Health.BeginSlowStart();
        }

        destination.Adopt(route);
        return destination;
    }

    private void Collect(Destination destination)
    {
        lock (_lock)
            // A reload may just have taken it back.
            if (destination is { IsRetired: true, Load: 0 } && _known.TryGetValue(destination.Key, out var known) && known == destination)
                _known.Remove(destination.Key);
    }

    private void Tell(Destination destination, DestinationChangeKind kind, string why)
    {
        if (changed is null)
            return;
        var left = All.Count(other => other.Key.Route == destination.Key.Route && !other.IsRetired && other.Health.IsUsable);
        changed(new DestinationChange(destination, kind, why, time.GetUtcNow(), left));
    }
}
