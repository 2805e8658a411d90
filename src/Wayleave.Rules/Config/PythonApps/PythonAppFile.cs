using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.PythonApps;

/// <summary>A Python file that opens sockets: the routes of Channels or FastAPI, a Socket.IO server.</summary>
/// <param name="Source">The file.</param>
/// <param name="Facts">What it tells.</param>
public sealed record PythonAppFile(SourceText Source, ImmutableArray<AppFacts> Facts) : ConfigFile(Source, "python")
{
    /// <inheritdoc/>
    public override ImmutableArray<AppFacts> Apps => Facts;
}
