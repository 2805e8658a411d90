using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What a run means: verdict, findings and the chain of hops.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Summary">The outcome in a sentence.</param>
/// <param name="Findings">The findings, the most likely cause of the failure first.</param>
/// <param name="Hops">The chain from the client to the app.</param>
public sealed record Judgement(Verdict Verdict, string Summary, ImmutableArray<Finding> Findings, ImmutableArray<Hop> Hops);
