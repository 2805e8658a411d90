namespace Wayleave.Server.Configuration;

/// <summary>A certificate in a file, with its private key.</summary>
/// <param name="File">PEM (the whole chain; the own certificate is the one that the key belongs to) or PFX.</param>
/// <param name="KeyFile">The private key in PEM; null: it stands in <paramref name="File"/>.</param>
/// <param name="Password">The password of a PFX or of an encrypted key; null: there is none.</param>
public sealed record CertificateSettings(string File, string? KeyFile = null, string? Password = null);
