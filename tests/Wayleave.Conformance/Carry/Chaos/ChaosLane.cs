using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Wayleave.Conformance.Client;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Conformance.Carry.Chaos;

/// <summary>A page's way to the gateway: one hop of the lab with its faults, or several of which one after the other is in the way.</summary>
internal sealed class ChaosLane : IAsyncDisposable
{
    /// <summary>How often each kind of request is cut that is to be cut.</summary>
    public const int LeastOfEach = 6;

    private readonly ConcurrentQueue<LabEvent> _cuts = new();
    private readonly int _wanted;
    private readonly string[] _verbs;
    private readonly int _turn;
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private ImmutableArray<LabChain> _hops = [];
    private CuttingEdge? _edge;
    private int _count;

    private ChaosLane(string name, string[] verbs, int wanted, int turn) => (Name, _verbs, _wanted, _turn) = (name, verbs, wanted, turn);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where the page goes.</summary>
    public string Url => _edge!.Url;

    /// <summary>What was cut so far, as the hops tell it.</summary>
    public IReadOnlyCollection<LabEvent> Cuts => _cuts;

    /// <summary>Ends when there were as many cuts as are wanted, and of each kind of request that is to be cut.</summary>
    public Task Enough => _enough.Task;

    /// <summary>Starts one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="verbs">The kinds of requests that are to be cut.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="seed">The seed of the hops' chance.</param>
    /// <param name="wanted">How many cuts are wanted.</param>
    /// <param name="turn">After how many cuts the next hop takes its turn.</param>
    /// <param name="plans">The hops.</param>
    public static async Task<ChaosLane> StartAsync(string name, string[] verbs, Uri gateway, int seed, int wanted, int turn, params string[] plans)
    {
        var lane = new ChaosLane(name, verbs, wanted, turn);
        foreach (var plan in plans)
            lane._hops = lane._hops.Add(await LabChain.StartAsync(LabPlan.Parse(plan), gateway, new LabOptions { Seed = seed++, Log = lane.Note }));
        lane._edge = new CuttingEdge(At(lane._hops[0]));
        return lane;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _edge!.DisposeAsync();
        foreach (var hop in _hops)
            await hop.DisposeAsync();
    }

    /// <summary>What a request of the carrier's is for; <c>page</c>: it is none.</summary>
    /// <param name="target">Its target.</param>
    public static string Verb(string target) => target.Split("wayleave=") is [_, var member] ? member.Split('.', '&')[0] : "page";

    /// <summary>How many requests of a kind were cut.</summary>
    /// <param name="verb">The kind.</param>
    public int CutsOf(string verb) => _cuts.Count(cut => Verb(cut.Target) == verb);

    private static IPEndPoint At(LabChain hop) => new(IPAddress.Loopback, hop.Url.Port);

    private void Note(LabEvent each)
    {
        if (!each.Outcome.StartsWith("cut at ", StringComparison.Ordinal))
            return;
        _cuts.Enqueue(each);
        lock (_lock)
        {
            if (++_count >= _wanted && _verbs.All(verb => CutsOf(verb) >= LeastOfEach))
                _enough.TrySetResult();
            if (_hops.Length < 2 || _count % _turn != 0)
                return;
            _edge!.Server = At(_hops[_count / _turn % _hops.Length]);
        }

        _edge.Cut();
    }
}
