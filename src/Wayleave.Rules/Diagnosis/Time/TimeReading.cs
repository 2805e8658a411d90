namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>What the ends of a socket's connections mean.</summary>
/// <param name="Cause">The cause of this group that fits.</param>
/// <param name="Cut">The ends.</param>
/// <param name="Culprit">The hop that ended them.</param>
/// <param name="Confidence">How sure the whole is, from 0 to 1.</param>
internal sealed record TimeReading(string Cause, Cut Cut, Culprit Culprit, double Confidence);
