using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A list; a single value counts as a list of one.</summary>
/// <param name="item">The items' form.</param>
/// <param name="start">What an item is before its keys are read.</param>
/// <param name="mayBeEmpty">Whether <c>[]</c> is right.</param>
internal sealed class ListForm<T>(Form<T> item, T start, bool mayBeEmpty = true) : Form<ImmutableArray<T>>
{
    /// <inheritdoc/>
    public override string Text => $"{item.Text}; or a list of them";

    /// <inheritdoc/>
    public override JsonObject Schema
    {
        get
        {
            var list = new JsonObject { ["type"] = "array", ["items"] = item.Schema };
            if (!mayBeEmpty) list["minItems"] = 1;
            return new JsonObject { ["anyOf"] = new JsonArray(item.Schema, list) };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ISection> Sections => item.Sections;

    /// <inheritdoc/>
    public override bool TryRead(ConfigNode node, ReadScope scope, ImmutableArray<T> before, out ImmutableArray<T> value) =>
        TryReadItems(node, scope, start, out value);

    /// <summary>Reads a list whose items begin as <paramref name="first"/>. An item that is wrong stays in the list, so that the others keep their numbers.</summary>
    public bool TryReadItems(ConfigNode node, ReadScope scope, T first, out ImmutableArray<T> value)
    {
        value = [];
        if (node is not ListNode list)
        {
            bool read = item.TryRead(node, scope, first, out T one);
            value = [one];
            scope.Item(0).Note(node);
            return read;
        }

        if (list.Items.IsEmpty && !mayBeEmpty)
        {
            scope.Wrong(node, $"the list is empty; write {item.Text}");
            return false;
        }

        bool good = true;
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        foreach (ConfigNode each in list.Items)
        {
            ReadScope at = scope.Item(items.Count).Note(each);
            good &= item.TryRead(each, at, first, out T one);
            items.Add(one);
        }

        value = items.ToImmutable();
        return good;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(ImmutableArray<T> value) => new ListNode(default, [.. value.Select(each => item.Write(each)!)]);
}
