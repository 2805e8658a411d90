using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Replaces <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c> in a compose file's values, where that can be known.</summary>
/// <seealso href="https://docs.docker.com/reference/compose-file/interpolation/">Interpolation</seealso>
internal sealed partial class ComposeVariables
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\$\$|\$\{(?<name>\w+)((?<op>:?[-+?])(?<word>[^{}]*))?\}|\$(?<name>[A-Za-z_]\w*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex ReferencePattern { get; }

    private readonly ImmutableDictionary<string, string> _values;

    /// <summary>Knows what the caller told and what the file <c>.env</c> beside the compose file has.</summary>
    /// <param name="source">The compose file.</param>
    /// <param name="context">What reading may ask for.</param>
    public ComposeVariables(SourceText source, ReadContext context)
    {
        ImmutableDictionary<string, string> values = context.Variables ?? ImmutableDictionary<string, string>.Empty;
        if (context.Files.Read(".env", Folder(source)) is { } file)
        {
            foreach (EnvLine line in EnvLines.Of(file)) values = values.ContainsKey(line.Name) ? values : values.Add(line.Name, line.Value);
        }

        _values = values;
    }

    /// <summary>The folder to which a file's own paths are relative; empty: the current one.</summary>
    public static string Folder(SourceText source) => source.Name.LastIndexOf('/') is >= 0 and var slash ? source.Name[..slash] : "";

    /// <summary>A scalar's text with its variables replaced; null if it is no scalar or one of them is not known.</summary>
    public string? Value(DataNode? node) => node is DataScalar { IsTemplate: false } scalar ? Value(scalar.Value) : null;

    /// <summary>A text with its variables replaced; null if one of them is not known.</summary>
    public string? Value(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        bool known = true;
        string value = ReferencePattern.Replace(text, reference =>
        {
            if (reference.Value == "$$") return "$";
            string? one = One(reference.Groups["name"].Value, reference.Groups["op"].Value, reference.Groups["word"].Value);
            known &= one is not null;
            return one ?? "";
        });
        return known ? value : null;
    }

    private string? One(string name, string op, string word)
    {
        string? told = _values.GetValueOrDefault(name);
        if (told is { Length: 0 } && op.StartsWith(':')) told = null;
        return op switch
        {
            ":-" or "-" => told ?? word,
            ":+" or "+" => told is null ? null : word,
            _ => told,
        };
    }
}
