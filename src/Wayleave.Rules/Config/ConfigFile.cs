using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config;

/// <summary>A file that was read: its kind's own tree, and what that means in the terms that all kinds share.</summary>
/// <param name="Source">The text.</param>
/// <param name="Kind">The kind's name.</param>
public abstract record ConfigFile(SourceText Source, string Kind)
{
    /// <summary>What could not be read in it.</summary>
    public ImmutableArray<ReadError> Errors { get; init; } = [];

    /// <summary>The other files that it brought in, and that are judged with it.</summary>
    public ImmutableArray<SourceText> Included { get; init; } = [];

    /// <summary>The hops that it describes.</summary>
    public virtual ImmutableArray<Hop> Hops => [];

    /// <summary>What it tells of apps.</summary>
    public virtual ImmutableArray<AppFacts> Apps => [];

    /// <summary>The command lines of servers that it holds.</summary>
    public virtual ImmutableArray<ServerCommand> Commands => [];

    /// <summary>The configurations of other kinds that it holds as texts, each with its places in this file.</summary>
    public virtual ImmutableArray<ConfigFile> Inside => [];

    /// <summary>What it tells of the other files of a call: versions of programs, values of variables. Those that the caller told stay.</summary>
    /// <param name="context">What was known before.</param>
    public virtual ReadContext Inform(ReadContext context) => context;

    /// <summary>The same file, seen beside the others of a call: for kinds whose files only together describe a thing.</summary>
    /// <param name="files">All files of the call, this one among them.</param>
    public virtual ConfigFile Beside(ImmutableArray<ConfigFile> files) => this;
}
