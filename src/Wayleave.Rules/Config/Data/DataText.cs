using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Data;

/// <summary>What a JSON, YAML or TOML text was read to.</summary>
/// <param name="Roots">Its documents; an empty text has none.</param>
/// <param name="Errors">What could not be read.</param>
public sealed record DataText(ImmutableArray<DataNode> Roots, ImmutableArray<ReadError> Errors);
