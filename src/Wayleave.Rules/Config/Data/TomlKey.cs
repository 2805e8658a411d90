using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>One part of a dotted TOML key.</summary>
/// <param name="At">Where it stands, quotes included.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct TomlKey(Span At, string Name);
