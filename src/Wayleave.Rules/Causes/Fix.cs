namespace Wayleave.Rules.Causes;

/// <summary>What to change at one kind of hop.</summary>
/// <param name="For">The hop's product in lower case: <c>nginx</c>, <c>haproxy</c>, <c>cloudflare</c>, <c>django</c>, …; <c>any</c> where it holds everywhere.</param>
/// <param name="Summary">The change in a sentence.</param>
/// <param name="Snippet">The exact lines, commands or steps; empty where the summary says it all.</param>
/// <param name="Basis">Whether we tried it or know it from documentation.</param>
/// <param name="Source">Where it is written: an address, or the name of the test that tries it.</param>
public sealed record Fix(string For, string Summary, string Snippet, FixBasis Basis, string Source);
