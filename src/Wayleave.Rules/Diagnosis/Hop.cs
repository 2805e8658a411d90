using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis;

/// <summary>One station between the page and the app, as far as it shows itself.</summary>
/// <param name="Name">Its name in findings: the product in lower case (<c>nginx</c>, <c>cloudflare</c>), <c>proxy</c> if it does not sign itself, <c>client</c>, <c>dns</c>, or <c>app</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Signs">By what it was recognised: <c>cf-ray header</c>, …</param>
public sealed record Hop(string Name, HopKind Kind, ImmutableArray<string> Signs);
