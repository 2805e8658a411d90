using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The rules about who the app thinks is calling.</summary>
internal static class IdentityLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new ApacheForwardedHeaderTwice(),
        new NginxOriginRefused(),
        new HostChanged(),
        new PlatformHostChanged(),
        new ForwardedHostOverwritten(),
        new CloudFrontHostToApiGateway(),
        new PortInHostWrong(),
        new ForwardedProtoWrong(),
        new AlbSaysPlainScheme(),
        new ForwardedHeaderTwice(),
    ];
}
