using System.Collections.Immutable;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Balancing;

/// <summary>The destinations of one route, as one load of the settings has them, and the choice among them. Thread-safe.</summary>
/// <example>
/// A dial that fails has sent nothing, so the next destination is tried:
/// <code>
/// var tried = default(Tried);
/// while (cluster.Pick(request, tried) is { Destination: { } destination } choice)
/// {
///     var lease = destination.Enter(LeaseKind.Socket);
///     var outcome = await dialler.DialAsync(destination, cancel);
///     if (outcome.IsConnected) { … Cluster.Passed(destination) once the app has answered; break; }
///     lease.Dispose();
///     cluster.Failed(destination, outcome.Failure);
///     tried.Add(destination);
/// }
/// </code>
/// Nothing left: 502 if one was tried, 503 if <c>tried.Count</c> is 0 (all are drained).
/// </example>
internal sealed class Cluster
{
    private const int Thousandths = 1000;
    private const int FewMembers = 64;

    private readonly RouteSettings _route;
    private readonly ImmutableArray<Member> _members;
    private readonly IBalancer _balancer;
    private readonly HashKey? _hashKey;
    private readonly StickyCookies? _sticky;

    /// <summary>Made by <see cref="DestinationPool"/>.</summary>
    public Cluster(RouteSettings route, ImmutableArray<Member> members, StickySigner signer)
    {
        (_route, _members) = (route, members);
        _balancer = route.Balance switch
        {
            BalancePolicy.LeastConnections => new LeastConnections(members.Length),
            BalancePolicy.Hash => new Rendezvous(new RoundRobin(members.Length)),
            _ => new RoundRobin(members.Length),
        };
        if (route.Balance == BalancePolicy.Hash)
            _hashKey = HashKey.Parse(route.HashBy) ?? throw new ArgumentException($"'{route.HashBy}' is nothing that can be hashed by.", nameof(route));
        if (route.Sticky is { } sticky)
            _sticky = new StickyCookies(sticky.CookieOn(route.Name), sticky.MaxAge, members, signer);
    }

    /// <summary>The destinations, in the order of the settings.</summary>
    public IEnumerable<Destination> Destinations => _members.Select(member => member.Destination);

    /// <summary>The name of the stickiness cookie; null: none is wanted.</summary>
    public string? StickyCookie => _sticky?.Name;

    /// <summary>Whether a choice asks for <see cref="PickRequest.Value"/>.</summary>
    public bool NeedsValues => _hashKey is { Source: not HashSource.Address };

    /// <summary>Chooses a destination.</summary>
    /// <param name="request">What the choice may depend on.</param>
    /// <param name="tried">Those that this request has tried in vain.</param>
    public Choice Pick(in PickRequest request, in Tried tried)
    {
        Span<long> weights = _members.Length <= FewMembers ? stackalloc long[_members.Length] : new long[_members.Length];
        var isLastResort = false;
        if (!Weigh(weights, tried, onlyUp: true))
        {
            // A wrong health check must not take a site down: where none is up, all are tried that the admin does not forbid.
            isLastResort = true;
            if (!Weigh(weights, tried, onlyUp: false))
                return default;
        }

        if (_sticky is null)
            return new Choice(_members[Balance(request, weights)].Destination, isLastResort, null);
        var meant = _sticky.Find(request.StickyValue);
        if (meant >= 0 && weights[meant] > 0)
            return new Choice(_members[meant].Destination, isLastResort, null);
        var chosen = Balance(request, weights);
        return new Choice(_members[chosen].Destination, isLastResort, _sticky.Set(chosen, request.Secure));
    }

    /// <summary>Tells that a dial of one of its destinations failed; what is this machine's own fault is not held against it.</summary>
    public void Failed(Destination destination, DialFailure failure)
    {
        if (!failure.IsOurs)
            Failed(destination, failure.Words);
    }

    /// <summary>Tells that a request to one of its destinations failed before an answer came.</summary>
    /// <param name="destination">Which one.</param>
    /// <param name="why">How, in words.</param>
    public void Failed(Destination destination, string why) =>
        destination.Health.RequestFailed(why, _route.Passive, () => _members.Any(other => other.Destination != destination && other.Destination.Health.IsUsable));

    /// <summary>Tells that one of its destinations has answered.</summary>
    public static void Passed(Destination destination) => destination.Health.RequestPassed();

    private int Balance(in PickRequest request, ReadOnlySpan<long> weights) =>
        _members.Length == 1 ? 0 : _balancer.Choose(_members.AsSpan(), weights, _hashKey?.Of(request));

    private bool Weigh(Span<long> weights, in Tried tried, bool onlyUp)
    {
        var any = false;
        for (var i = 0; i < weights.Length; i++)
        {
            var member = _members[i];
            var health = member.Destination.Health;
            var isCandidate = (onlyUp ? health.IsUsable : !health.IsDrained) && !tried.Contains(member.Destination);
            weights[i] = isCandidate ? Math.Max(1, (long)(member.Weight * Thousandths * health.Share(_route.SlowStart))) : 0;
            any |= isCandidate;
        }

        return any;
    }
}
