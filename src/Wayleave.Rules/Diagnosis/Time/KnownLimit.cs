namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>A time after which a product is known to end a socket.</summary>
/// <param name="Hop">The product, named as a hop is.</param>
/// <param name="Counts">What the limit counts.</param>
/// <param name="Seconds">The limit.</param>
/// <param name="Setting">Where the number comes from: the setting and whether it is a default or fixed.</param>
/// <param name="Source">Where that is written.</param>
internal sealed record KnownLimit(string Hop, LimitKind Counts, double Seconds, string Setting, string Source);
