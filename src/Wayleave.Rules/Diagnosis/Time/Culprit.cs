namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>The hop that ends sockets after a time.</summary>
/// <param name="Hop">The hop's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Limit">The known limit that the time fits; null if none of that hop does.</param>
/// <param name="Certainty">How sure the choice of the hop is, from 0 to 1.</param>
/// <param name="Why">What the choice rests on, to end a sentence with.</param>
internal sealed record Culprit(string Hop, HopKind Kind, KnownLimit? Limit, double Certainty, string Why);
