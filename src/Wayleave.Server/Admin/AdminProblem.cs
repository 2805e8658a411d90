using System.Collections.Immutable;

namespace Wayleave.Server.Admin;

/// <summary>Why a request to the admin address is not carried out.</summary>
/// <param name="Status">The status.</param>
/// <param name="Error">What is wrong, in a sentence without its full stop.</param>
/// <param name="Details">What helps: what is known, what would do.</param>
internal sealed record AdminProblem(int Status, string Error, params ImmutableArray<string> Details)
{
    /// <summary>The methods that would do, for a 405; null otherwise.</summary>
    public string? Allow { get; init; }
}
