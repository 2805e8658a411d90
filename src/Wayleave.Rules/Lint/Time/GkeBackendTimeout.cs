using System.Globalization;
using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>Google's balancer ends each socket at its backend's time-out, busy or not.</summary>
internal sealed class GkeBackendTimeout : ILintRule
{
    // Ending each socket once an hour is what people choose on purpose.
    private static readonly TimeSpan s_enough = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("gke-backend-timeout", CauseNames.MaxConnectionLifetime, Severity.Warning)
    {
        Why = "For a WebSocket the backend service's time-out is the longest that it may live, quiet or busy. Without a BackendConfig it is 30 s.",
        Fix = "Give the Service a BackendConfig with a timeoutSec of hours, such as 86400.",
        Source = "https://github.com/kubernetes/ingress-gce/issues/399",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) => Written(deployment).Concat(Defaults(deployment));

    private IEnumerable<LintFinding> Written(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from config in file.Objects
        where config.Kind == "BackendConfig"
        let entry = (config.Spec as DataMap)?.Find("timeoutSec")
        where entry is not null && int.TryParse(entry.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let time = TimeSpan.FromSeconds(int.Parse(entry.Value.Text!, CultureInfo.InvariantCulture))
        where time < s_enough
        select Info.Found(entry.At, $"Google's balancer ends every socket {Durations.Text(time)} after it opened, busy or not");

    private IEnumerable<LintFinding> Defaults(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop.Product == "gke" && crossing.Passage.Lifetime is { Where: null } && crossing.Passage.Lifetime.Value < s_enough
        select Info.Found(crossing.Passage.At, $"the service has no time-out of its own, so Google's balancer ends {crossing.Socket.Path} 30 s after it opened, busy or not");
}
