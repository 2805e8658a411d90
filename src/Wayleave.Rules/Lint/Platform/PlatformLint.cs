using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>The rules about platforms that a socket must get past.</summary>
internal static class PlatformLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new IisWebSocketOff(),
    ];
}
