using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A file or folder; a relative one counts from the folder of the settings. In the settings it is absolute.</summary>
/// <param name="mustExist">Whether it must be a file that is there.</param>
internal sealed class FileForm(bool mustExist) : ScalarForm<string>
{
    /// <inheritdoc/>
    public override string Text => mustExist ? "the name of a file that is there" : "the name of a file or folder";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string" };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out string value)
    {
        value = text;
        if (text.Length == 0) return $"the value is empty; write {Text}";
        if (text.Contains('\0', StringComparison.Ordinal)) return "a file's name cannot hold a zero byte; take it out";
        value = Path.GetFullPath(text, scope.State.Folder);
        return !mustExist || scope.State.World.FileExists(value) ? null : $"there is no file {Printable.Short(value, 200)}";
    }

    /// <inheritdoc/>
    public override ConfigNode Write(string value) => new ScalarNode(value);
}
