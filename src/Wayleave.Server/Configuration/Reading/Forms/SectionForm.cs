using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A mapping with the keys of a section.</summary>
/// <param name="section">The section.</param>
internal sealed class SectionForm<T>(Section<T> section) : Form<T> where T : class
{
    /// <inheritdoc/>
    public override string Text => "its keys";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.Reference(section.Name);

    /// <inheritdoc/>
    public override IEnumerable<ISection> Sections => [section];

    /// <inheritdoc/>
    public override bool TryRead(ConfigNode node, ReadScope scope, T before, out T value)
    {
        value = before;
        if (node is MapNode map) return section.TryRead(map, scope, before ?? section.Initial, out value);
        string stands = node is ScalarNode { IsNull: true } ? "there is nothing below it" : $"{node.Kind} stands here";
        scope.Wrong(node, $"{stands}; its keys are {section.KeyList}");
        return false;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(T value) => section.Write(value);
}
