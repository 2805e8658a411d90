using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>The rules about platforms and what controls them.</summary>
internal static class PlatformLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new IisWebSocketOff(),
        new AppServiceWebSocketsOff(),
        new AzureEdgeWithoutSockets(),
        new AppEngineStandard(),
        new StreamlitHealthzReserved(),
        new CloudflareWebSocketsOff(),
        new CloudflareUnderAttack(),
        new CloudflarePortNotProxied(),
        new AppRunnerPassesNoSockets(),
        new EdgePassesNoSockets(),
        new EdgePortNotProxied(),
        new ElbPassesNoSockets(),
        new ClassicElbSpeaksHttp(),
        new AlbTargetIsLambda(),
        new AlbLoginInFront(),
        new IngressOtherController(),
        new WebsocketServicesMissing(),
        new IngressTimeWithUnit(),
        new IngressAnnotationMisspelt(),
        new AnnotationNotText(),
        new AnnotationOnWrongObject(),
    ];
}
