using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Data;

/// <summary>
/// Hides what a template engine would replace (<c>{{ .Values.host }}</c>, as Helm, Ansible and Traefik's own files have it), so that the rest of
/// a YAML file can be read, each character at its own place. A line that has nothing else becomes blank; within a line each character becomes
/// <see cref="Hidden"/>, and so stands for a value that nobody can know.
/// </summary>
internal static partial class TemplateMask
{
    /// <summary>What stands for each character of a value that is not known.</summary>
    public const char Hidden = '\uE000';

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[ \t]*((\{\{[^{}]*\}\}|\{%[^{}\n]*%\}|\{#[^{}\n]*#\})[ \t]*)+\r?$", Options | RegexOptions.Multiline, PatternLimit.Milliseconds)]
    private static partial Regex LinesPattern { get; }

    [GeneratedRegex(@"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}", Options, PatternLimit.Milliseconds)]
    private static partial Regex PartsPattern { get; }

    /// <summary>The text with its templates hidden; null if it has none.</summary>
    public static string? Of(string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("{%", StringComparison.Ordinal)) return null;
        string masked = LinesPattern.Replace(text, line => string.Create(line.Length, line.Value, (letters, from) =>
        {
            for (int i = 0; i < letters.Length; i++) letters[i] = from[i] is '\n' or '\r' ? from[i] : ' ';
        }));
        masked = PartsPattern.Replace(masked, part => new string(Hidden, part.Length));
        return masked == text ? null : masked;
    }
}
