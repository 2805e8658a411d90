using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A time-out of ingress-nginx that is no plain number of seconds, and so is not taken.</summary>
internal sealed class IngressTimeWithUnit : ILintRule
{
    private static readonly string[] s_names = ["proxy-read-timeout", "proxy-send-timeout", "proxy-connect-timeout"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("ingress-nginx-time-with-unit", CauseNames.K8sAnnotationWrong, Severity.Warning)
    {
        Why = "ingress-nginx reads its time-outs as whole numbers of seconds, without a unit. What is no number is not taken, and the default of 60 s rules.",
        Fix = "Write the seconds alone, in quotes: \"3600\".",
        Source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from ingress in file.Ingresses
        from annotation in ingress.Annotations
        where s_names.Any(name => annotation.Key == "nginx.ingress.kubernetes.io/" + name) && annotation.Value is DataScalar { IsTemplate: false, Value.Length: > 0 }
        let value = (DataScalar)annotation.Value
        where !int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select Info.Found(annotation.At, $"\"{value.Value}\" is no number of seconds, so ingress-nginx does not take it and 60 s rule: quiet sockets are cut") with { Fix = FixOf(value) };

    private static LintFix? FixOf(DataScalar value) =>
        NginxUnits.Time(value.Value) is { } time ? LintFix.Of("Write the seconds alone", new Edit(value.At, string.Create(CultureInfo.InvariantCulture, $"\"{time.TotalSeconds:0}\""))) : null;
}
