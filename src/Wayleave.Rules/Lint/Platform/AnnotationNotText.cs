using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A number or a truth value where Kubernetes takes text only.</summary>
internal sealed class AnnotationNotText : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("annotation-not-text", CauseNames.K8sAnnotationWrong, Severity.Error)
    {
        Why = "Annotations, and the values of a ConfigMap, are text. A bare number or true is something else in YAML, and the API server refuses the whole object.",
        Fix = "Put the value in quotes.",
        Source = "https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from one in file.Objects
        from entry in one.Annotations.Concat(one.Kind == "ConfigMap" ? one.Node["data"]?.Entries ?? [] : [])
        where entry.Value is DataScalar { IsQuoted: false, IsTemplate: false, IsNull: false }
        let value = (DataScalar)entry.Value
        where value.Value is "true" or "false" or "True" or "False" or "TRUE" or "FALSE" || IsNumber(value.Value)
        select Info.Found(entry.At, $"{entry.Key} must be text, and {value.Value} without quotes is none: the whole {one.Kind} is refused") with { Fix = LintFix.Of("Put the value in quotes", new Edit(value.At, "\"" + value.Value + "\"")) };

    // `1e3` and `0x10` are numbers to YAML, `10.0.0.1` and `3600s` are not.
    private static bool IsNumber(string text) =>
        (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.') && double.TryParse(text, CultureInfo.InvariantCulture, out _);
}
