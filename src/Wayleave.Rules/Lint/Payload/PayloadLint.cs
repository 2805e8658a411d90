using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>The rules about what the two ends agree on.</summary>
internal static class PayloadLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new SubprotocolDropped(),
        new AnswerHeaderHidden(),
    ];
}
