using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Squid;

/// <summary>A squid.conf, what it includes with it.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Lines">Its lines in order.</param>
/// <param name="Context">What it was read with.</param>
public sealed record SquidFile(SourceText Source, ImmutableArray<SquidLine> Lines, ReadContext Context) : ConfigFile(Source, "squid")
{
    /// <summary>The ports at which it stands for a site, rather than for its own people on their way out.</summary>
    public IEnumerable<SquidLine> Accelerated => Lines.Where(line => line.Name is "http_port" or "https_port" && line.Words.Any(word => word is "accel" or "vhost" || word.StartsWith("defaultsite=", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Accelerated.Any() ? [new SquidHop(this)] : [];
}
