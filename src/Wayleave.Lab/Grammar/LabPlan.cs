using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Lab.Grammar;

/// <summary>A chain of stand-in hops, as asked for: <c>HOP[:FAULT…][,HOP…]</c>.</summary>
/// <param name="Hops">The hops in the order in which a request meets them: the first listens, the last speaks to the app.</param>
public sealed record LabPlan(ImmutableArray<HopPlan> Hops)
{
    /// <summary>Reads a chain as written on a command line. Pure: nothing is opened.</summary>
    /// <param name="text">The chain, such as <c>cloudflare:flexible,nginx:status=403:latency=1s</c>.</param>
    /// <param name="plan">The chain where the answer is true.</param>
    /// <param name="errors">Everything that is wrong with it, in order; empty where the answer is true.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out LabPlan? plan, out ImmutableArray<GrammarError> errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new PlanReader(text);
        var hops = reader.Read();
        errors = reader.Errors;
        plan = errors.IsEmpty ? new LabPlan(hops) : null;
        return plan is not null;
    }

    /// <summary>Reads a chain that is known to be right, such as one in a test or a script.</summary>
    /// <param name="text">The chain.</param>
    /// <exception cref="FormatException">It is wrong; the message says where.</exception>
    public static LabPlan Parse(string text) =>
        TryParse(text, out var plan, out var errors) ? plan : throw new FormatException(string.Join(" ", errors.Select(e => e.Message)));

    /// <summary>The chain as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Join(',', Hops);
}
