using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Names;

/// <summary>The rules about names and how they are looked up.</summary>
internal static class NamesLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new NginxNameLookedUpOnce(),
        new NginxResolverMissing(),
    ];
}
