using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AppRunner;

/// <summary>AWS App Runner's own file, which says what the platform starts.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
public sealed record AppRunnerFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "apprunner")
{
    /// <inheritdoc/>
    public override ImmutableArray<ServerCommand> Commands => [.. ServerCommands.Of(Root?.Find("run", "command"))];
}
