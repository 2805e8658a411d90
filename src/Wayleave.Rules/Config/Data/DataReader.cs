using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads a file as JSON, YAML or TOML, whichever its name or its first letter says it is.</summary>
internal static class DataReader
{
    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DataText Read(SourceText source)
    {
        if (source.Name.EndsWith(".toml", StringComparison.OrdinalIgnoreCase)) return TomlReader.Read(source);
        bool namedJson = source.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (TemplateMask.Of(source.Text) is { } masked)
        {
            // What a template makes of a text that is cut in its middle, nobody can know: what cannot be read is no mistake of its author.
            return YamlReader.Read(source, masked) with { Errors = [] };
        }

        if (!namedJson && source.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[', ..]) return YamlReader.Read(source);
        DataText json = JsonReader.Read(source);
        return namedJson || json.Errors.IsEmpty ? json : YamlReader.Read(source);
    }
}
