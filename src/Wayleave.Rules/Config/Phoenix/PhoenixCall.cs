using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>A statement that tells Phoenix something: <c>config :app, AppWeb.Endpoint, url: […]</c>, <c>socket "/live", …</c>, <c>plug Plug.SSL</c>.</summary>
/// <param name="At">Where its first word stands.</param>
/// <param name="Name">Its first word: <c>config</c>, <c>socket</c>, <c>plug</c>, <c>use</c>.</param>
/// <param name="Arguments">What follows; keywords come as one mapping, the last.</param>
/// <param name="IsConditional">Whether it stands in a block that may not be run.</param>
public sealed record PhoenixCall(Span At, string Name, ImmutableArray<DataNode> Arguments, bool IsConditional)
{
    /// <summary>The keywords; null if there are none.</summary>
    public DataMap? Options => Arguments.Length > 0 ? Arguments[^1] as DataMap : null;
}
