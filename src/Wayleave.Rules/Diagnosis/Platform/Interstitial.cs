using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>A page for people that an edge puts in front of a site.</summary>
/// <param name="Hop">The edge.</param>
/// <param name="Page">What the page is.</param>
/// <param name="Way">How a socket gets past it.</param>
/// <param name="Confidence">How sure its mark is.</param>
/// <param name="Shows">Whether an answer is that page.</param>
internal sealed record Interstitial(string Hop, string Page, string Way, double Confidence, Func<HttpExchange, bool> Shows);
