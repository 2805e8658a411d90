using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Commands;

/// <summary>A file that says how servers are started, and little else: a Procfile, a unit of systemd, apprunner.yaml.</summary>
/// <param name="Source">The file.</param>
/// <param name="Kind">The kind's name.</param>
/// <param name="Servers">The command lines.</param>
public sealed record CommandFile(SourceText Source, string Kind, ImmutableArray<ServerCommand> Servers) : ConfigFile(Source, Kind)
{
    /// <inheritdoc/>
    public override ImmutableArray<ServerCommand> Commands => Servers;
}
