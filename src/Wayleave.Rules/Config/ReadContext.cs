using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config;

/// <summary>What the reading of a file may ask for.</summary>
public sealed record ReadContext
{
    /// <summary>The files around it.</summary>
    public IConfigFiles Files { get; init; } = NoFiles.Instance;

    /// <summary>The values of <c>${NAME}</c> in templates; null where nobody gave any: then each is unknown rather than unset.</summary>
    public ImmutableDictionary<string, string>? Variables { get; init; }

    /// <summary>The versions of programs that the caller told, by product in lower case.</summary>
    public ImmutableDictionary<string, Version> Versions { get; init; } = ImmutableDictionary<string, Version>.Empty;
}
