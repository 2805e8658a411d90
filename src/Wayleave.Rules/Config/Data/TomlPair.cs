using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Data;

/// <summary>A TOML key, which may be dotted, and its value.</summary>
/// <param name="Keys">The parts of the key.</param>
/// <param name="Value">The value.</param>
internal sealed record TomlPair(ImmutableArray<TomlKey> Keys, DataNode Value);
