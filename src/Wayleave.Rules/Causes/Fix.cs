namespace Wayleave.Rules.Causes;

/// <summary>What to change at one kind of hop.</summary>
/// <param name="For">The hop's product in lower case: <c>nginx</c>, <c>haproxy</c>, <c>cloudflare</c>, <c>django</c>, …; <c>client</c> for the page or program that calls; <c>any</c> where it holds everywhere.</param>
/// <param name="Summary">The change in a sentence, without markup.</param>
/// <param name="Snippet">The exact lines, commands or steps; empty where the summary says it all.</param>
/// <param name="Basis">Whether we tried it or know it from documentation.</param>
/// <param name="Source">Where it is written: an address, or the name of the test that tries it.</param>
public sealed record Fix(string For, string Summary, string Snippet, FixBasis Basis, string Source)
{
    /// <summary>The page that says so too, of a fix that was tried; null if there is none.</summary>
    public string? Documentation { get; init; }

    /// <summary>A fix known from the product's documentation or from its maintainers.</summary>
    /// <param name="hop">See <see cref="For"/>.</param>
    /// <param name="summary">See <see cref="Summary"/>.</param>
    /// <param name="snippet">See <see cref="Snippet"/>.</param>
    /// <param name="address">The page or the issue that says so.</param>
    internal static Fix Documented(string hop, string summary, string snippet, string address) =>
        new(hop, summary, snippet, FixBasis.Documentation, address);

    /// <summary>A fix that one of this project's tests applies to the real program.</summary>
    /// <param name="hop">See <see cref="For"/>.</param>
    /// <param name="summary">See <see cref="Summary"/>.</param>
    /// <param name="snippet">See <see cref="Snippet"/>.</param>
    /// <param name="test">The test's name.</param>
    /// <param name="address">The page or the issue that says so too; null: none.</param>
    internal static Fix Tried(string hop, string summary, string snippet, string test, string? address = null) =>
        new(hop, summary, snippet, FixBasis.Tried, test) { Documentation = address };
}
