using System.Text;

namespace Wayleave.Rules.Config.Sources;

/// <summary>Carries out changes to a text.</summary>
public static class Edits
{
    /// <summary>The text with the changes made, all of one file. Of two that overlap the first in the file is made, and the other left out; the same change twice is one.</summary>
    /// <param name="source">The file.</param>
    /// <param name="edits">The changes, in any order.</param>
    /// <param name="made">How many were made.</param>
    public static string Apply(SourceText source, IEnumerable<Edit> edits, out int made)
    {
        var text = new StringBuilder();
        made = 0;
        int at = 0;
        foreach (Edit edit in edits.Where(edit => edit.At.Source == source).Distinct().OrderBy(edit => edit.At.Start).ThenBy(edit => edit.At.End))
        {
            if (edit.At.Start < at) continue;
            text.Append(source.Text, at, edit.At.Start - at).Append(edit.Text);
            at = edit.At.End;
            made++;
        }

        return text.Append(source.Text, at, source.Text.Length - at).ToString();
    }
}
