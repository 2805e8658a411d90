using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>A service of a compose file.</summary>
/// <param name="At">Where its name stands.</param>
/// <param name="Name">Its name, by which other services reach it.</param>
/// <param name="Node">What it has.</param>
public sealed record ComposeService(Span At, string Name, DataNode Node)
{
    /// <summary>Its image's line; null if it has none.</summary>
    public DataScalar? Image { get; init; }

    /// <summary>What program its image is, in lower case; null if it has none or it is not known.</summary>
    public string? Product { get; init; }

    /// <summary>The version that its image's tag names.</summary>
    public Version? Version { get; init; }

    /// <summary>The ports that it publishes.</summary>
    public ImmutableArray<ComposePort> Ports { get; init; } = [];

    /// <summary>The ports that <c>expose:</c> names.</summary>
    public ImmutableArray<int> Exposed { get; init; } = [];

    /// <summary>Its environment, as far as it is known.</summary>
    public ImmutableDictionary<string, Setting<string>> Environment { get; init; } = ImmutableDictionary<string, Setting<string>>.Empty;

    /// <summary>Whether all its environment is known.</summary>
    public bool KnowsEnvironment { get; init; } = true;

    /// <summary>Its labels.</summary>
    public ImmutableArray<DataEntry> Labels { get; init; } = [];

    /// <summary>The command lines that start it.</summary>
    public ImmutableArray<ServerCommand> Commands { get; init; } = [];

    /// <summary>Every name by which other services reach it: its own, its aliases, its container's and its host's.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Whether it is in a network of its own, where <c>localhost</c> is itself alone.</summary>
    public bool OwnNetwork => Node["network_mode"]?.Text is null or "bridge" or "none";
}
