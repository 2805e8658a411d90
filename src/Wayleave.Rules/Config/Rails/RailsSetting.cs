using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Rails;

/// <summary>A setting that a file of Rails makes: <c>config.action_cable.url = "…"</c>, <c>config.hosts &lt;&lt; "…"</c>.</summary>
/// <param name="At">Where it stands, name and value.</param>
/// <param name="Name">Its name behind <c>config</c>: <c>action_cable.url</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Adds">Whether the value is added to what was there.</param>
/// <param name="IsConditional">Whether it stands in a block or behind a condition that may not hold.</param>
public sealed record RailsSetting(Span At, string Name, DataNode Value, bool Adds, bool IsConditional)
{
    /// <summary>The value's items: those of a list, or the value itself.</summary>
    public IEnumerable<DataNode> Items => Value is DataList list ? list.Values : [Value];
}
