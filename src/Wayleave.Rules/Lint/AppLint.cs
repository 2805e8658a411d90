using System.Collections.Immutable;
using Wayleave.Rules.Lint.Admission;
using Wayleave.Rules.Lint.Delivery;
using Wayleave.Rules.Lint.Identity;

namespace Wayleave.Rules.Lint;

/// <summary>The rules about what apps' own files say.</summary>
internal static class AppLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new DjangoHostNotAllowed(),
        new DjangoHostRewritten(),
        new DjangoAllowedHostMalformed(),
        new DjangoTrustedOriginWithoutScheme(),
        new PythonOriginNotAllowed(),
        new DjangoProtoHeaderMissing(),
        new DjangoProtoHeaderWrong(),
        new StreamlitOtherServerAddress(),
        new StreamlitBasePathDiffers(),
        new ScriptLocalSocket(),
        new ScriptPlainSocket(),
        new StreamlitOptionUnknown(),
        new ServerWithoutSockets(),
        new UvicornWithoutSocketLibrary(),
        new StreamlitProtectionOff(),
        new DjangoOpenWhileDebugging(),
    ];
}
