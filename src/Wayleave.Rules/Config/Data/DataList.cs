using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>A list.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Values">Its items.</param>
public sealed record DataList(Span At, ImmutableArray<DataNode> Values) : DataNode(At);
