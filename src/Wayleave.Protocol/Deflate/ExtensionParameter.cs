namespace Wayleave.Protocol.Deflate;

/// <summary>One parameter of an extension.</summary>
/// <param name="Name">Its name as spelled.</param>
/// <param name="Value">Its value, without quotes; null if it has none.</param>
public sealed record ExtensionParameter(string Name, string? Value);
