using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Wayleave.Cli.Apply;

/// <summary>A template with its values in it, as envsubst makes it: only the variables that were given are filled, so that nginx's own stay.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How many places were filled.</param>
internal sealed record Filled(string Text, int Count)
{
    // ${NAME} and, as envsubst does, $NAME. nginx's own variables are in lower case; a template's are in capitals.
    private static readonly Regex s_reference = new(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|\$(?<name>[A-Z_][A-Z0-9_]*)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>Fills a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The values; null: nothing is filled.</param>
    /// <param name="errors">What has no value, each with its line.</param>
    public static Filled Of(string text, ImmutableDictionary<string, string>? variables, List<string> errors)
    {
        int count = 0, line = 1, seen = 0;
        var filled = new StringBuilder();
        foreach (Match reference in s_reference.Matches(text).Cast<Match>())
        {
            string between = text[seen..reference.Index];
            line += between.Count(c => c == '\n');
            filled.Append(between);
            seen = reference.Index + reference.Length;
            string name = reference.Groups["name"].Value;
            if (variables?.TryGetValue(name, out string? value) is true)
            {
                filled.Append(value);
                count++;
                continue;
            }

            filled.Append(reference.Value);
            if (reference.Value.StartsWith("${", StringComparison.Ordinal) && !name.Any(char.IsAsciiLetterLower))
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: ${{{name}}} has no value; give it in the file of --env"));
        }

        return new Filled(filled.Append(text, seen, text.Length - seen).ToString(), count);
    }
}
