using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>Where a reading has got to.</summary>
/// <param name="State">What it gathers.</param>
/// <param name="Path">The key that is being read: <c>routes[0].health.interval</c>; empty at the top.</param>
internal sealed record ReadScope(ReadState State, string Path)
{
    /// <summary>The scope of a key below this one.</summary>
    public ReadScope Under(string key) => this with { Path = Path.Length == 0 ? key : $"{Path}.{key}" };

    /// <summary>The scope of an item of a list.</summary>
    public ReadScope Item(int index) => this with { Path = $"{Path}[{index}]" };

    /// <summary>Remembers that this stands there, for the checks that concern several keys.</summary>
    public ReadScope Note(ConfigNode node)
    {
        State.Note(Path, node);
        return this;
    }

    /// <summary>Something is wrong with a node.</summary>
    public void Wrong(ConfigNode node, string message) => State.Wrong(node.At, Path, message);
}
