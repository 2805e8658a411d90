using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Leads a handshake through a site's steps. Where a matcher cannot be asked, both ways are gone.</summary>
/// <param name="server">The site.</param>
/// <param name="handshake">The handshake.</param>
internal sealed class CaddyWalk(CaddyServer server, Handshake handshake)
{
    // Each open matcher doubles the ways.
    private const int MaxWays = 64;
    private const int MaxDepth = 64;

    /// <summary>Whether answers and <c>try_files</c> are passed over: what would come behind them.</summary>
    public bool PassesAnswers { get; init; }

    /// <summary>Where it ends, each way that cannot be ruled out.</summary>
    public ImmutableArray<CaddyState> Ends() => Run(server.Steps, [new CaddyState(handshake.Path)], 0);

    private ImmutableArray<CaddyState> Run(ImmutableArray<CaddyStep> steps, ImmutableArray<CaddyState> states, int depth)
    {
        if (depth > MaxDepth) return states;
        foreach (CaddyStep step in steps)
        {
            states = [.. states.SelectMany(state => state.End is not null || state.IsDone ? [state] : One(step, state, depth)).Take(MaxWays)];
            if (states.All(state => state.End is not null || state.IsDone)) break;
        }

        return states;
    }

    private ImmutableArray<CaddyState> One(CaddyStep step, CaddyState state, int depth) => step switch
    {
        CaddyRoute route => Route(route, state, depth),
        CaddyJump jump => server.Named.TryGetValue(jump.Name, out ImmutableArray<CaddyStep> steps) ? Run(steps, [state], depth + 1) : [state with { IsUnsure = true }],
        CaddyAnswer when PassesAnswers => [state],
        CaddyProxy or CaddyAnswer => [state with { End = step }],
        CaddyPathChange { How: CaddyPathChangeKind.Fallback } when PassesAnswers => [state],
        CaddyPathChange { How: CaddyPathChangeKind.Fallback } change => [state with { Path = change.Value.Contains('{', StringComparison.Ordinal) ? null : change.Value.Split('?')[0], Changed = change }],
        CaddyPathChange change => [state with { Path = state.Path is { } path ? change.Of(path) : null, Changed = change }],
        CaddyHeaderChange change => [state with { Headers = change.Of(state.Headers, handshake, text => CaddyPlaceholders.Value(text, server, Request(state), null)) }],
        _ => [state],
    };

    private ImmutableArray<CaddyState> Route(CaddyRoute route, CaddyState state, int depth)
    {
        if (route.Group is { } group && state.Groups.Contains(group)) return [state];
        CaddyVerdict verdict = state.Path is null && route.Matcher.Any(set => set.Any(condition => condition.Name.StartsWith("path", StringComparison.Ordinal))) ? CaddyVerdict.Unknown : CaddyMatching.Takes(route.Matcher, Request(state), server.Listener.Tls);
        if (verdict is CaddyVerdict.No) return [state];
        if (verdict is CaddyVerdict.Yes) return Taken(route, state, depth);
        // What only refuses or redirects some is not meant for the visitor who is let in.
        if (verdict is CaddyVerdict.Unknown && !route.Inside().Any(step => step is CaddyProxy or CaddyJump)) return [Touched(route, state)];
        CaddyState open = verdict is CaddyVerdict.ByHost ? state with { IsByHost = true } : state with { IsUnsure = true };
        return [.. Taken(route, open, depth), open];
    }

    private ImmutableArray<CaddyState> Taken(CaddyRoute route, CaddyState state, int depth)
    {
        ImmutableArray<CaddyState> inside = Run(route.Steps, [state with { Groups = [], IsMeant = state.IsMeant || route.Matcher.Any(set => set.Any(condition => condition.Name is "path" or "path_regexp" or "header" or "header_regexp")) }], depth + 1);
        return [.. inside.Select(after => after with
        {
            // Where what would come behind is asked for, a block that passed nothing on was none.
            Groups = route.Group is { } group && !PassesAnswers ? state.Groups.Add(group) : state.Groups,
            Path = PassesAnswers && after.End is null ? state.Path : after.Path,
            IsDone = after.IsDone || (route.IsTerminal && !PassesAnswers),
        })];
    }

    // What it changes is not known afterwards.
    private static CaddyState Touched(CaddyRoute route, CaddyState state)
    {
        foreach (CaddyStep step in route.Inside())
        {
            if (step is CaddyPathChange change) state = state with { Path = null, Changed = change };
            else if (step is CaddyHeaderChange header) state = state with { Headers = state.Headers.SetItem(header.Name, HeaderFate.Unknown(header.At)) };
        }

        return state;
    }

    private Handshake Request(CaddyState state) => handshake with { Path = state.Path ?? "", Changed = handshake.Changed.SetItems(state.Headers) };
}
