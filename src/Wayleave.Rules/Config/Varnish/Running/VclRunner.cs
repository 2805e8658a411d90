using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Varnish.Running;

/// <summary>Carries out subroutines for a handshake. Where a condition is not known, both ways are gone.</summary>
internal sealed class VclRunner(VclFile file)
{
    // Each unknown condition may double the ways; what they come to is mostly the same.
    private const int MaxWays = 64;
    private const int MaxCalls = 16;
    private const int MaxSteps = 20_000;

    private int _steps;

    /// <summary>The ways in which Varnish's subroutine of that name may end.</summary>
    /// <param name="name">The name: <c>vcl_recv</c>.</param>
    /// <param name="request">The handshake in front of it.</param>
    public ImmutableArray<VclOutcome> Run(string name, VclRequest request) => Run(name, [new VclOutcome(request, null, true)], 0);

    private ImmutableArray<VclOutcome> Run(string name, ImmutableArray<VclOutcome> ways, int calls) =>
        file.Subs.Where(sub => sub.Name == name).Aggregate(ways, (reached, sub) => Run(sub.Body, reached, calls));

    private ImmutableArray<VclOutcome> Run(ImmutableArray<VclStatement> body, ImmutableArray<VclOutcome> ways, int calls)
    {
        foreach (VclStatement statement in body)
        {
            ways = [.. ways.SelectMany(way => way.HasEnded ? [way] : Step(statement, way, calls))];
            if (ways.Length > MaxWays) ways = [.. ways.Take(MaxWays).Select(way => way with { IsSure = false })];
        }

        return ways;
    }

    private ImmutableArray<VclOutcome> Step(VclStatement statement, VclOutcome way, int calls) => _steps++ > MaxSteps ? [way with { IsSure = false }] : statement switch
    {
        VclReturn ended => [way with { Return = ended }],
        VclCall call when calls < MaxCalls => Run(call.Name, [way], calls + 1),
        VclIf branches => Choose(branches, way, calls),
        VclSet set => [way with { Request = Set(set, way.Request) }],
        VclUnset unset => [way with { Request = Touch(way.Request, unset.Name, HeaderFate.Gone(unset.At)) }],
        _ => [way],
    };

    private ImmutableArray<VclOutcome> Choose(VclIf choice, VclOutcome way, int calls)
    {
        ImmutableArray<VclOutcome>.Builder ways = ImmutableArray.CreateBuilder<VclOutcome>();
        foreach (VclBranch branch in choice.Branches)
        {
            bool? holds = branch.Condition.IsEmpty ? true : VclExpression.Evaluate(branch.Condition, way.Request).Holds;
            if (holds == false) continue;
            if (holds is null) way = way with { IsSure = false };
            ways.AddRange(Run(branch.Body, [way], calls));
            if (holds == true) return ways.ToImmutable();
        }

        ways.Add(way);
        return ways.ToImmutable();
    }

    private static VclRequest Set(VclSet set, VclRequest request)
    {
        VclValue value = set.Operator == "=" ? VclExpression.Evaluate(set.Value, request) : VclValue.Unknown;
        return set.Name switch
        {
            "req.url" or "bereq.url" => request with { Path = value.Known ? value.Text?.Split('?')[0] : null },
            "req.backend_hint" or "req.backend" or "bereq.backend" => request with { Backend = set.Value.Length == 1 ? set.Value[0].Text : null },
            _ => Touch(request, set.Name, value switch { { Known: false } => HeaderFate.Unknown(set.At), { Text: { } text } => HeaderFate.Is(text, set.At), _ => HeaderFate.Gone(set.At) }),
        };
    }

    private static VclRequest Touch(VclRequest request, string name, HeaderFate fate)
    {
        if (name.StartsWith("req.http.", StringComparison.Ordinal)) return request with { Headers = request.Headers.SetItem(name["req.http.".Length..], fate) };
        return name.StartsWith("bereq.http.", StringComparison.Ordinal) ? request with { Sent = request.Sent.SetItem(name["bereq.http.".Length..], fate) } : request;
    }
}
