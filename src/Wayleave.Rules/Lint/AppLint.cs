using System.Collections.Immutable;
using Wayleave.Rules.Lint.Admission;
using Wayleave.Rules.Lint.Delivery;
using Wayleave.Rules.Lint.Identity;
using Wayleave.Rules.Lint.Payload;
using Wayleave.Rules.Lint.Platform;
using Wayleave.Rules.Lint.Time;
using Wayleave.Rules.Lint.Tls;

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
        new AllowedHostsVariableMalformed(),
        new AllowedHostsVariableLacksHost(),
        new BokehOriginMalformed(),
        new BokehOriginNotListed(),
        new AspNetAllowedHostMalformed(),
        new AspNetHostNotAllowed(),
        new ViteHostNotAllowed(),
        new ReverbOriginNotListed(),
        new DjangoProtoHeaderMissing(),
        new DjangoProtoHeaderWrong(),
        new RailsCableSchemeUnseen(),
        new RailsCableOriginNotListed(),
        new RailsCableOriginMalformed(),
        new RailsHostNotAllowed(),
        new RailsCableUrlLocal(),
        new RailsCableUrlPlain(),
        new PhoenixForceSslBlind(),
        new PhoenixOriginSchemeBehindTls(),
        new PhoenixOriginNotListed(),
        new PhoenixOriginMalformed(),
        new PhoenixPublicHostOther(),
        new StreamlitOtherServerAddress(),
        new StreamlitBasePathDiffers(),
        new ViteHmrAddressInner(),
        new ReverbClientAddressInner(),
        new PublicVariableLocalSocket(),
        new PublicVariablePlainSocket(),
        new ScriptLocalSocket(),
        new CspForbidsSocket(),
        new CspNamesNoSocketScheme(),
        new ScriptPlainSocket(),
        new ViteProxyWithoutSockets(),
        new ScriptProxyWithoutSockets(),
        new StreamlitOptionUnknown(),
        new ServerWithoutSockets(),
        new UvicornWithoutSocketLibrary(),
        new KestrelHttp2Only(),
        new YarpInsistsOnHttp2(),
        new PhoenixTimeoutOverHeroku(),
        new PhoenixTimeoutUnderHeartbeat(),
        new ScriptSubprotocolMalformed(),
        new NetlifyPassesNoSockets(),
        new StreamlitProtectionOff(),
        new PhoenixOriginCheckOff(),
        new RailsCableProtectionOff(),
        new RailsCableInOneProcess(),
        new DjangoOpenWhileDebugging(),
    ];
}
