using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>One of a few words.</summary>
/// <param name="words">The words and what they mean.</param>
internal sealed class WordForm<T>(params (string Word, T Value)[] words) : ScalarForm<T>
{
    /// <inheritdoc/>
    public override string Text { get; } = words is [var only] ? only.Word : $"{string.Join(", ", words[..^1].Select(w => w.Word))} or {words[^1].Word}";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.OrVariable(new JsonObject { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w.Word))]) });

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out T value)
    {
        foreach ((string word, T meaning) in words)
        {
            value = meaning;
            if (text == word) return null;
        }

        value = words[0].Value;
        // Who wants something on does not mean off, however near that is.
        string? nearest = text is "on" or "yes" or "true" ? null : NearestName.To(text, words.Select(w => w.Word));
        return $"there is no '{Printable.Short(text, 40)}' here; {(nearest is { } near ? $"did you mean {near}?" : $"write {Text}")}";
    }

    /// <inheritdoc/>
    public override ConfigNode Write(T value)
    {
        string word = words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word;
        // A version is a word that looks like a number.
        return new ScalarNode(word) { IsQuoted = char.IsAsciiDigit(word[0]) };
    }
}
