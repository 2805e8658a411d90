using System.Buffers;

namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>
/// Lets <c>{ password: ${PW} }</c> be written without quotes. Inside brackets YAML takes the brace of <c>${</c> for its own, and fails
/// with words that help nobody. So the marks inside <c>${…}</c> are put away before the text is parsed, and put back into the
/// values after it: noncharacters (U+FDD0 and on, which Unicode leaves to programs) stand for them, one for one, so that columns stay.
/// </summary>
internal static class Placeholders
{
    private const string Marks = "{},[]";
    private const char First = '\uFDD0';

    // A quote ends it too: inside quotes nothing needs to be put away.
    private static readonly SearchValues<char> s_ends = SearchValues.Create("{}\"'\r\n");

    /// <summary>The text with the marks put away; the same text if it uses the stand-ins itself.</summary>
    public static string Hide(string text)
    {
        if (UsesStandIns(text)) return text;
        char[] hidden = text.ToCharArray();
        for (int begin = text.IndexOf("${", StringComparison.Ordinal); begin >= 0; begin = text.IndexOf("${", begin + 2, StringComparison.Ordinal))
        {
            int end = text.AsSpan(begin + 2).IndexOfAny(s_ends) + begin + 2;
            if (end < begin + 2 || text[end] != '}') continue;
            for (int i = begin + 1; i <= end; i++) hidden[i] = StandIn(text[i]);
        }

        return new string(hidden);
    }

    /// <summary>A value with its marks put back.</summary>
    /// <param name="value">The value.</param>
    /// <param name="text">The text that was parsed, before <see cref="Hide"/>.</param>
    public static string Restore(string value, string text) =>
        HoldsStandIns(value) && !UsesStandIns(text) ? string.Concat(value.Select(c => IsStandIn(c) ? Marks[c - First] : c)) : value;

    private static char StandIn(char c) => Marks.IndexOf(c, StringComparison.Ordinal) is >= 0 and int at ? (char)(First + at) : c;

    private static bool IsStandIn(char c) => c >= First && c < First + Marks.Length;

    private static bool UsesStandIns(string text) =>
        HoldsStandIns(text) || text.Contains(@"\uFDD", StringComparison.OrdinalIgnoreCase) || text.Contains(@"\U0000FDD", StringComparison.OrdinalIgnoreCase);

    private static bool HoldsStandIns(string text) => text.AsSpan().ContainsAnyInRange(First, (char)(First + Marks.Length - 1));
}
