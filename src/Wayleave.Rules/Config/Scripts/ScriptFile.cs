using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Scripts;

/// <summary>A page or a script of one, searched for the sockets that it opens.</summary>
/// <param name="Source">The file.</param>
public sealed record ScriptFile(SourceText Source) : ConfigFile(Source, "script")
{
    /// <summary>Whether a place is one that a rule may judge: no comment, and nothing near it chooses between addresses.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="choices">What, on its line or the three before it, shows that a choice is made.</param>
    public bool IsPlain(int offset, params ReadOnlySpan<string> choices)
    {
        (int number, int column) = Source.Position(offset);
        string before = Source.Line(number)[..(column - 1)];
        if (before.TrimStart() is ['/', '/', ..] or ['*', ..] or ['/', '*', ..] or ['<', '!', '-', ..] || before.Contains(" //", StringComparison.Ordinal)) return false;
        for (int line = Math.Max(1, number - 3); line <= number; line++)
        {
            foreach (string choice in choices)
            {
                if (Source.Line(line).Contains(choice, StringComparison.Ordinal)) return false;
            }
        }

        return true;
    }
}
