using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.HAProxy.Reading;

/// <summary>Which lines hold, between <c>.if</c> and <c>.endif</c>.</summary>
/// <param name="version">HAProxy's version; null if nobody told it.</param>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#2.4">Conditional blocks</seealso>
internal sealed partial class HAProxyBranches(Version? version)
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^version_(?<how>atleast|before)\(""?(?<version>\d+\.\d+(\.\d+)?)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex VersionPattern { get; }

    private readonly Stack<Branch> _open = [];

    private bool? Holds => _open.Aggregate((bool?)true, (holds, branch) => holds & branch.Holds);

    /// <summary>Whether lines here certainly count for nothing.</summary>
    public bool Skips => Holds == false;

    /// <summary>Whether lines here certainly hold.</summary>
    public bool IsSure => Holds == true;

    /// <summary>Takes a line that is about branches.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>False if it is about something else.</returns>
    public bool Take(IReadOnlyList<string> words)
    {
        switch (words[0])
        {
            case ".if":
                _open.Push(Branch.First(Value(words)));
                return true;
            case ".elif" when _open.TryPop(out Branch last):
                _open.Push(last.Next(Value(words)));
                return true;
            case ".else" when _open.TryPop(out Branch last):
                _open.Push(last.Next(true));
                return true;
            case ".endif":
                _open.TryPop(out _);
                return true;
            default:
                return words[0].StartsWith('.');
        }
    }

    private bool? Value(IReadOnlyList<string> words)
    {
        string text = string.Concat(words.Skip(1));
        if (text.StartsWith('!')) return !Value(["", text[1..]]);
        if (text is "" or "0" or "false") return false;
        if (text is "1" or "true") return true;
        if (version is null || VersionPattern.Match(text) is not { Success: true } asked) return null;
        bool reached = version >= Version.Parse(asked.Groups["version"].Value);
        return asked.Groups["how"].Value == "atleast" ? reached : !reached;
    }

    // Holds: this branch's lines. Done: an earlier branch was taken.
    private readonly record struct Branch(bool? Holds, bool? Done)
    {
        public static Branch First(bool? condition) => new(condition, condition);

        public Branch Next(bool? condition) => new(!Done & condition, Done | condition);
    }
}
