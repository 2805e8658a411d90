using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Docker;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The app's server listens on its container's own loopback address, and the proxy is in another container.</summary>
internal sealed class ServerOnLoopback : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("server-on-loopback", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "uvicorn, daphne and Hypercorn listen on 127.0.0.1 unless told otherwise. In a container that is the container alone: the app is up, and whoever asks for it from outside gets connection refused, so the proxy answers 502.",
        Fix = "Let it listen on all addresses of its container: uvicorn --host 0.0.0.0, daphne -b 0.0.0.0, hypercorn --bind 0.0.0.0:8000.",
        Source = "https://www.uvicorn.org/settings/#socket-binding",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from app in deployment.Apps
        where app.Address is { } listening && AppAddress.IsLoopback(listening.Value) && IsInContainer(deployment, app)
        let crossing = deployment.Crossings.FirstOrDefault(crossing => crossing.Passage is { End: PassageEnd.Forwarded, To: not null } && IsElsewhere(crossing.Passage.To!) && AppAddress.IsAt(app, crossing.Passage.To!, deployment.Files) == true)
        where crossing is not null
        select Info.Found(app.Address!.Where ?? app.At, $"{app.Framework} listens on {app.Address.Value}{(app.Address.Where is null ? " unless told otherwise" : "")}, which is its container alone: {crossing.Hop.Product} asks for it at {AppAddress.Of(crossing.Passage.To!).First().Host}, is refused, and answers {crossing.Socket.Path} with 502");

    private static bool IsInContainer(Deployment deployment, AppFacts app) => app.Service is not null || deployment.Of<DockerfileFile>().Any(file => file.Source == app.At.Source);

    // By a name or an address: from the same machine the loopback address would be right.
    private static bool IsElsewhere(Upstream to) => AppAddress.Of(to).All(address => !AppAddress.IsLoopback(address.Host));
}
