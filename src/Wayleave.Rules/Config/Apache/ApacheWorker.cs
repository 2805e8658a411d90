using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>What httpd keeps for a backend's URL: its connections and the parameters that hold for them, whichever directive sends a request there.</summary>
/// <param name="Name">The URL, as <see cref="ApacheTarget.WorkerName"/>.</param>
/// <param name="By">The directive that defined it: later ones with a URL that begins so share it, and their parameters are ignored (AH01146).</param>
internal sealed record ApacheWorker(string Name, ApacheDirective By)
{
    /// <summary>Its parameters.</summary>
    public ImmutableArray<ApacheParameter> Parameters { get; init; } = [];

    /// <summary>The directives whose parameters are ignored since they share it.</summary>
    public ImmutableArray<ApacheDirective> Ignored { get; init; } = [];

    /// <summary>A parameter; null if it is not set.</summary>
    public ApacheParameter? Find(string name) => Parameters.LastOrDefault(parameter => parameter.Name == name);
}
