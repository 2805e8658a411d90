using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Traefik;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A rule in the syntax of Traefik 2 for a Traefik 3, which takes it for none.</summary>
internal sealed class TraefikOldRule : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("traefik-2-rule", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "In Traefik 3 a matcher has one value, paths take no {name}, and Headers is Header: a router whose rule has the old forms is not made, and its requests get a 404.",
        Fix = "Join matchers with ||, use PathRegexp and HostRegexp with plain patterns, or set ruleSyntax: v2 while you migrate.",
        Source = "https://doc.traefik.io/traefik/migration/v2-to-v3",
        Kinds = ["traefik", "compose"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (!(TraefikConfigs.Version(deployment)?.Major >= 3) || TraefikConfigs.Of(deployment).Any(config => config.Static.Any("core", "defaultRuleSyntax")?.Text is "v2")) return [];
        return from config in TraefikConfigs.Of(deployment)
               from router in config.Dynamic
               where router.Node.Any("ruleSyntax")?.Text is not "v2"
               let old = (router.Rule?.Matchers() ?? []).FirstOrDefault(IsOld)
               where old is not null
               select Info.Found(router.At, $"Traefik 3 does not take {old.Name}({string.Join(", ", old.Arguments)}) as it stands in the rule of {router.Name}, so this router is not made and its requests get a 404");
    }

    private static bool IsOld(TraefikRule.Matcher matcher) => matcher.Name switch
    {
        "headers" or "headersregexp" => true,
        "host" or "pathprefix" or "path" => matcher.Arguments.Length > 1 || matcher.Arguments.Any(value => value.Contains('{', StringComparison.Ordinal)),
        "hostregexp" => matcher.Arguments.Length > 1 || matcher.Arguments.Any(value => value.Contains('{', StringComparison.Ordinal) && value.Contains(':', StringComparison.Ordinal)),
        _ => false,
    };
}
