using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Aws;

/// <summary>One answer of the AWS command line. A rule, its target group and that one's attributes stand in three of them, so the files of a call are seen together.</summary>
/// <param name="Source">The file.</param>
/// <param name="Roots">What it has; empty if nothing could be read.</param>
public sealed record AwsFile(SourceText Source, ImmutableArray<DataNode> Roots) : ConfigFile(Source, "aws")
{
    /// <summary>What all files of the call have; null for those that another one speaks for.</summary>
    internal AwsAccount? Account { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Account?.Hops ?? [];

    /// <inheritdoc/>
    public override ConfigFile Beside(ImmutableArray<ConfigFile> files)
    {
        AwsFile[] all = [.. files.OfType<AwsFile>()];
        return ReferenceEquals(all.FirstOrDefault(), this) ? this with { Account = AwsAccount.Of(all) } : this;
    }
}
