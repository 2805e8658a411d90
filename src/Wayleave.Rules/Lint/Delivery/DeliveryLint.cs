using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The rules about an upgrade that does not reach the app whole.</summary>
internal static class DeliveryLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new UpgradeNotForwarded(),
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
    ];
}
