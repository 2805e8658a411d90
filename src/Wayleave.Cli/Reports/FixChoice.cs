using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Reports;

/// <summary>Chooses the fixes that suit a finding out of its cause's page.</summary>
internal static class FixChoice
{
    // A page may name a dozen products; a reader has one.
    private const int MostUnasked = 3;

    /// <summary>The fixes for the products that the finding names, else for its hop and what that hop shows of itself; then those that hold anywhere.</summary>
    /// <param name="cause">The cause's page; null if there is none.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="hops">The chain.</param>
    /// <returns>The fixes, the likeliest first; where none is known to suit, the first few of the page.</returns>
    public static ImmutableArray<Fix> For(Cause? cause, Finding finding, ImmutableArray<Hop> hops)
    {
        if (cause is null) return [];
        string[] products = finding.FixFor.IsEmpty ? [finding.Hop, .. ShownBy(finding.Hop, cause, hops)] : [.. finding.FixFor];
        ImmutableArray<Fix> chosen =
        [
            .. products.SelectMany(product => FixNames.Of(product)).Distinct().SelectMany(product => cause.Fixes.Where(f => f.For == product)),
            .. products.Contains("any") ? [] : cause.Fixes.Where(f => f.For == "any"),
        ];
        return chosen.IsEmpty ? [.. cause.Fixes.Take(MostUnasked)] : chosen;
    }

    private static bool Names(string[] signs, string product) =>
        signs.Any(sign => sign.Split([' ', ':', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Contains(product, StringComparer.OrdinalIgnoreCase));

    // An app is called "app" whatever it is; its signs ("uvicorn in the Server header") tell which product's fix it needs.
    private static IEnumerable<string> ShownBy(string name, Cause cause, ImmutableArray<Hop> hops)
    {
        string[] signs = [.. hops.Where(h => h.Name == name).SelectMany(h => h.Signs)];
        // Whole words only: a short name such as "go" or "ws" stands inside many another.
        return cause.Fixes.Select(f => f.For).Concat(FixNames.Products)
            .Where(product => product != "any" && Names(signs, product));
    }
}
