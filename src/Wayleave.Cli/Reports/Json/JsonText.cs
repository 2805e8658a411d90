using System.Globalization;
using System.Text;

namespace Wayleave.Cli.Reports.Json;

/// <summary>JSON that a person may look at in a terminal.</summary>
internal static class JsonText
{
    /// <summary>The same JSON with the characters escaped that hide or turn text round: they can only stand in strings, where an escape means the same.</summary>
    /// <param name="json">JSON as the writer made it; control characters are escaped already.</param>
    public static string Harmless(string json)
    {
        if (!json.Any(IsHidden)) return json;
        var harmless = new StringBuilder(json.Length + 64);
        foreach (char c in json)
        {
            if (IsHidden(c)) harmless.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else harmless.Append(c);
        }

        return harmless.ToString();
    }

    private static bool IsHidden(char c) =>
        c > '\u007e' && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator && c != '\n';
}
