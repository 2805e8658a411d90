using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>Cloud Run ends each socket at the time-out for requests, busy or not.</summary>
internal sealed class CloudRunTimeout : ILintRule
{
    private const double Default = 300, Most = 3600;

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloud-run-timeout", CauseNames.MaxConnectionLifetime, Severity.Warning)
    {
        Why = "To Cloud Run a WebSocket is a request, and the service's time-out for requests is the longest that it may live, quiet or busy: 5 minutes from the start, an hour at most.",
        Fix = "Set timeoutSeconds to 3600, and let clients connect anew.",
        Source = "https://cloud.google.com/run/docs/triggering/websockets",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // A service of which nothing tells that it opens sockets may answer requests alone.
        if (deployment.Sockets.FirstOrDefault(socket => socket.From is not SocketPathFrom.Everywhere) is not { } socket) yield break;
        foreach (KubernetesObject service in deployment.Of<KubernetesFile>().SelectMany(file => file.Objects).Where(one => one.Kind == "Service" && one.Api.StartsWith("serving.knative.dev/", StringComparison.Ordinal)))
        {
            DataEntry? time = (service.Spec?.Find("template", "spec") as DataMap)?.Find("timeoutSeconds");
            double? seconds = time is null ? Default : (time.Value as DataScalar)?.Number;
            if (seconds is not (> 0 and < Most)) continue;
            yield return Info.Found(time?.At ?? service.At, $"Cloud Run ends {socket.Path} {Durations.Text(TimeSpan.FromSeconds(seconds.Value))} after it opened, busy or not{(time is null ? ": its default" : "")}");
        }
    }
}
