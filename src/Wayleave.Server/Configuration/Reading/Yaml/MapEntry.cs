namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>A key and its value.</summary>
/// <param name="At">Where the key stands.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
internal sealed record MapEntry(Position At, string Key, ConfigNode Value);
