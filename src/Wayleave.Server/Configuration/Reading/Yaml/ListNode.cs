using System.Collections.Immutable;

namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>A list.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Items">Its items.</param>
internal sealed record ListNode(Position At, ImmutableArray<ConfigNode> Items) : ConfigNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
