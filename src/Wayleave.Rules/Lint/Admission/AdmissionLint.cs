using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>The rules about who is let in, and how many.</summary>
internal static class AdmissionLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new NginxWorkerConnectionsFew(),
        new StickinessMissing(),
        new AlbStickinessOff(),
        new AppServiceAffinityOff(),
        new GunicornSpreadsSessions(),
        new NginxUpstreamUnverified(),
        new CaddyUpstreamUnverified(),
    ];
}
