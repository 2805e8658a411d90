using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A single value that stands for a whole section, or the section's mapping.</summary>
/// <param name="brief">The single value's form.</param>
/// <param name="expand">Makes the whole of it, given what held before.</param>
/// <param name="section">The section.</param>
/// <param name="whenNull">How null is written.</param>
internal sealed class ShortForm<TBrief, T>(ScalarForm<TBrief> brief, Func<TBrief, T?, T?> expand, Section<T> section, string whenNull = "off") : Form<T?> where T : class
{
    /// <inheritdoc/>
    public override string Text => $"{brief.Text}; or its keys";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["anyOf"] = new JsonArray(brief.Schema, SchemaParts.Reference(section.Name)) };

    /// <inheritdoc/>
    public override IEnumerable<ISection> Sections => [section];

    /// <inheritdoc/>
    public override bool TryRead(ConfigNode node, ReadScope scope, T? before, out T? value)
    {
        value = before;
        switch (node)
        {
            case MapNode map:
                bool good = section.TryRead(map, scope, before ?? section.Initial, out T read);
                value = read;
                return good;
            case ScalarNode { IsNull: false }:
                if (!brief.TryRead(node, scope, default!, out TBrief one)) return false;
                value = expand(one, before);
                return true;
            default:
                string stands = node is ScalarNode ? "there is no value" : $"{node.Kind} stands here";
                scope.Wrong(node, $"{stands}; write {brief.Text}, or its keys: {section.KeyList}");
                return false;
        }
    }

    /// <inheritdoc/>
    public override ConfigNode Write(T? value) => value is null ? new ScalarNode(whenNull) : section.Write(value);
}
