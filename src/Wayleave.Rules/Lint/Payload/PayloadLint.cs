using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>The rules about what a socket carries, and the answer that opens it.</summary>
internal static class PayloadLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new IisExtensionsForwarded(),
        new HAProxyHandshakeAnswerDamaged(),
        new SubprotocolDropped(),
        new ServerMessageLimitTiny(),
        new ServerMessageLimitBelowProxys(),
        new StreamlitUploadOverBodyLimit(),
        new AnswerHeaderHidden(),
    ];
}
