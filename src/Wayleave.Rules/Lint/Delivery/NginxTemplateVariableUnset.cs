using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A template has a <c>${NAME}</c> for which the environment that fills it has no value.</summary>
internal sealed class NginxTemplateVariableUnset : ILintRule
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_variable = new(@"\$\{(?<name>[A-Z][A-Z0-9_]*)\}|\$(?<name>[A-Z][A-Z0-9_]*)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    // What the image's own scripts set before they fill templates, and what every shell has.
    private static readonly string[] s_given = ["NGINX_LOCAL_RESOLVERS", "NGINX_VERSION", "NJS_VERSION", "NJS_RELEASE", "PKG_RELEASE", "DYNPKG_RELEASE", "NGINX_WORKER_PROCESSES", "HOSTNAME", "HOME", "PATH", "PWD"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-template-variable-unset", CauseNames.UndefinedVariable, Severity.Error)
    {
        Why = "The image of nginx fills in only the variables that its environment has. Any other stays as it is written, and nginx takes it for a variable of its own that nothing defines; plain envsubst leaves an empty place.",
        Fix = "Set the variable in the environment that fills the template.",
        Source = "https://github.com/nginx/docker-nginx/blob/master/entrypoint/20-envsubst-on-templates.sh",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        where file.Context.Variables is not null
        let defined = NginxDefinitions.Defined(file)
        from directive in file.All
        from word in directive.Words
        from name in s_variable.Matches(word.Text).Select(match => match.Groups["name"].Value).Distinct()
        where !file.Context.Variables!.ContainsKey(name) && !defined.Contains(name.ToLowerInvariant()) && !s_given.Contains(name) && !NginxDefinitions.IsOwn(name.ToLowerInvariant())
        select Info.Found(directive.At, $"the environment has no {name}, so {directive.Name} is left with \"{word.Text}\" and nginx does not start");
}
