using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The rules about an upgrade that does not reach the app whole.</summary>
internal static class DeliveryLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new UpgradeNotForwarded(),
        new HAProxyUpgradeForced(),
        new HAProxySocketRuleTooLate(),
        new HAProxyUpgradeComparedWithCase(),
        new VarnishUpgradeComparedWithCase(),
        new SquidUpgradeNameWithCase(),
        new PoundUpgradeForced(),
        new EnvoyUpgradeNotAllowed(),
        new ContourWebsocketsOff(),
        new UpstreamPublishedPort(),
        new UpstreamPortNotListened(),
        new UpstreamIsOwnContainer(),
        new ServerOnLoopback(),
        new UpstreamUnknownService(),
        new CloudflaredRuleUnreached(),
        new CloudflaredPortInHostName(),
        new CloudflaredOtherPort(),
        new TraefikOldLabels(),
        new TraefikOldRule(),
        new TraefikLingers(),
        new TraefikForcesUpgrade(),
        new SnippetForcesUpgrade(),
        new Http10Upstream(),
        new HeadersLostInLocation(),
        new UpgradeForced(),
        new PathNotRouted(),
        new PathRewritten(),
        new HandshakeHeaderDropped(),
        new MethodChanged(),
        new RedirectOnUpgrade(),
        new NginxAuthRequestUpgrades(),
        new NginxUndefinedVariable(),
        new NginxTemplateVariableUnset(),
        new NginxPlaceholderLeft(),
        new NginxHeaderBuffersSmall(),
        new NginxModsecurityOverSocket(),
        new ApacheUpgradeIgnored(),
        new ApacheUpgradeOnBalancer(),
        new ApacheRewriteEngineOff(),
        new ApacheConnectionComparedWhole(),
        new ApacheRewriteTakesPages(),
        new ApacheProxyPassNeverReached(),
        new ApacheProxyPassInPattern(),
        new ApacheModuleNotLoaded(),
        new ApacheHeaderComparedWithCase(),
        new CaddyOldPlaceholder(),
        new CaddyConnectionComparedWhole(),
        new CaddyPathCaughtEarlier(),
        new CaddyHeaderComparedWithCase(),
        new CaddyOldDirective(),
        new CaddyUpstreamWithPath(),
    ];
}
