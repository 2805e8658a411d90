namespace Wayleave.Rules.Facts;

/// <summary>What the doctor was asked about.</summary>
/// <param name="Url">The absolute URL, as normalised from what was typed.</param>
/// <param name="Kind">Whether it names a socket or the page that opens one.</param>
public sealed record Target(string Url, TargetKind Kind);
