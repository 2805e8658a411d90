using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The rules about whom the app takes the caller for.</summary>
internal static class IdentityLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new HostChanged(),
        new PortInHostWrong(),
        new ForwardedProtoWrong(),
        new ForwardedHeaderTwice(),
    ];
}
