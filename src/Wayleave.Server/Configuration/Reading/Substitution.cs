using System.Text;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>
/// Puts environment variables into a value: <c>${NAME}</c>, <c>${NAME:-default}</c>; <c>$$</c> is a dollar. It works on values that
/// are parsed already, so that what a variable holds cannot become a key.
/// </summary>
internal static class Substitution
{
    /// <summary>Puts the variables in.</summary>
    /// <param name="text">The value as written.</param>
    /// <param name="environment">Reads a variable; null if it is not set.</param>
    /// <param name="result">The value with its variables.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? Apply(string text, Func<string, string?> environment, out string result)
    {
        result = text;
        if (!text.Contains('$', StringComparison.Ordinal)) return null;
        var done = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length || text[i + 1] is not ('$' or '{'))
            {
                done.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                done.Append('$');
                i++;
            }
            else
            {
                int end = text.IndexOf('}', i);
                if (end < 0) return $"'{Printable.Short(text[i..], 40)}' has no closing brace; write ${{NAME}}, or $${{ for a dollar and a brace";
                if (Variable(text[(i + 2)..end], environment, out string value) is { } wrong) return wrong;
                done.Append(value);
                i = end;
            }
        }

        result = done.ToString();
        return null;
    }

    /// <summary>The variables of a value, as <c>${A}, ${B}</c>, without their defaults and what stands around them.</summary>
    /// <param name="text">The value as written, which <see cref="Apply"/> found nothing wrong with.</param>
    public static string Names(string text)
    {
        var names = new List<string>();
        Apply(text, name =>
        {
            names.Add($"${{{name}}}");
            return "";
        }, out _);
        return string.Join(", ", names);
    }

    private static string? Variable(string inside, Func<string, string?> environment, out string value)
    {
        value = "";
        int mark = inside.IndexOf(":-", StringComparison.Ordinal);
        string name = mark < 0 ? inside : inside[..mark];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            return $"'${{{Printable.Short(inside, 40)}}}' names no variable; write ${{NAME}} or ${{NAME:-default}}";
        string? set = environment(name);
        // As in a shell, the default of :- is for an empty variable too.
        if (mark >= 0 && string.IsNullOrEmpty(set)) set = inside[(mark + 2)..];
        if (set is null) return $"the variable {name} is not set; set it, or write ${{{name}:-default}}";
        value = set;
        return null;
    }
}
