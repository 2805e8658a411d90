using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Pound;

/// <summary>A pound.cfg, line by line. What it does with a handshake is not modelled.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Lines">Its lines in order.</param>
public sealed record PoundFile(SourceText Source, ImmutableArray<PoundLine> Lines) : ConfigFile(Source, "pound");
