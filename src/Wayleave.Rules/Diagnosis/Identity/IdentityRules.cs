using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The rules about who the app thinks is calling, in the order in which they are asked.</summary>
internal static class IdentityRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new OriginRefused(),
        new OriginAbsent(),
        new HostRefused(),
        new HostChanged(),
        new PortChanged(),
        new PortSuspected(),
        new ProtoRedirect(),
        new ProtoOrigin(),
        new ProtoArrived(),
        new ProtoInPage(),
        new ForwardedTwice(),
        new PublicUrlConfigured(),
        new PageUrlWrong(),
        new SlashWrong(),
        new EngineUrlIncomplete(),
        new SecurePageOpensWs(),
        new PolicyForbids(),
    ];
}
