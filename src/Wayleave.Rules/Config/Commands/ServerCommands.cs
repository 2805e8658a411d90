using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Commands;

/// <summary>Finds command lines in values of files, and what a server's own words in them are.</summary>
internal static class ServerCommands
{
    // Words that start another program and are not it: the number says how many words of their own follow.
    private static readonly Dictionary<string, int> s_starters = new(StringComparer.Ordinal)
    {
        ["exec"] = 0, ["env"] = 0, ["sudo"] = 0, ["nohup"] = 0, ["tini"] = 0, ["dumb-init"] = 0, ["npx"] = 0, ["pnpx"] = 0, ["bunx"] = 0, ["ddtrace-run"] = 0,
        ["opentelemetry-instrument"] = 0, ["gosu"] = 1, ["su-exec"] = 1, ["wait-for-it.sh"] = 1, ["time"] = 0, ["/sbin/tini"] = 0, ["doppler"] = 1, ["newrelic-admin"] = 1,
        ["poetry"] = 1, ["pipenv"] = 1, ["uv"] = 1, ["pdm"] = 1, ["rye"] = 1, ["hatch"] = 1, ["bundle"] = 1, ["xvfb-run"] = 0, ["chroot"] = 1, ["cd"] = int.MaxValue,
    };

    /// <summary>The servers' command lines in a value: a list of words, or a text for a shell.</summary>
    /// <param name="node">The value; null: there is none.</param>
    public static IEnumerable<ServerCommand> Of(DataNode? node) => node switch
    {
        DataList list => FromWords([.. list.Values.OfType<DataScalar>().Select(word => new CommandWord(word.At, word.Value))]),
        DataScalar { IsNull: false } text => FromScalar(text),
        _ => [],
    };

    /// <summary>The servers' command lines in a shell's text.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="linesEnd">Whether the end of a line ends a command.</param>
    public static IEnumerable<ServerCommand> FromShell(Span at, bool linesEnd) => ShellText.Commands(at, linesEnd).SelectMany(FromWords);

    /// <summary>The server's command line in words that are one command; those in a shell's text if that is what is started.</summary>
    public static IEnumerable<ServerCommand> FromWords(ImmutableArray<CommandWord> words)
    {
        int at = 0;
        while (at < words.Length)
        {
            string name = words[at].Text[(words[at].Text.LastIndexOf('/') + 1)..];
            if (name is "sh" or "bash" or "ash" or "zsh" or "dash" && Script(words, at) is { } script) return FromShell(script, linesEnd: true);
            if (name.StartsWith("python", StringComparison.Ordinal) && at + 2 < words.Length && words[at + 1].Text == "-m") at += 2;
            else if (s_starters.TryGetValue(name, out int own)) at = SkipStarter(words, at, own);
            else if (name.Contains('=', StringComparison.Ordinal) || words[at].Text.Contains('=', StringComparison.Ordinal) || name is "--" or "") at++;
            else return [new ServerCommand(words[at].At.To(words[^1].At), words[at..]) { Environment = Environment(words[..at]) }];
        }

        return [];
    }

    // `NAME=value` in front of the program.
    private static ImmutableDictionary<string, Setting<string>> Environment(ImmutableArray<CommandWord> words) =>
        words.Where(word => word.Text.IndexOf('=', StringComparison.Ordinal) > 0).Aggregate(
            ImmutableDictionary<string, Setting<string>>.Empty, (before, word) => word.Text.Split('=', 2) is [var name, var value] ? before.SetItem(name, new Setting<string>(value, word.At)) : before);

    // Behind a starter stand its options, and its own words.
    private static int SkipStarter(ImmutableArray<CommandWord> words, int at, int own)
    {
        if (own == int.MaxValue) return words.Length;
        at++;
        while (at < words.Length && (words[at].Text.StartsWith('-') || own-- > 0)) at++;
        return at;
    }

    // `sh -c "…"`: the text in the quotes. Only where it stands in them as it is.
    private static Span? Script(ImmutableArray<CommandWord> words, int at)
    {
        int option = at + 1;
        while (option < words.Length && words[option].Text.StartsWith('-') && !words[option].Text.EndsWith('c')) option++;
        return option + 1 < words.Length && words[option].Text is ['-', .., 'c'] ? Inside(words[option + 1].At) : null;
    }

    private static IEnumerable<ServerCommand> FromScalar(DataScalar text)
    {
        Span at = Inside(text.At);
        if (at.Text is not ['|' or '>', ..]) return FromShell(at, linesEnd: false);
        // The first line of a block has its indicators alone.
        int line = at.Source.Text.IndexOf('\n', at.Start, at.End - at.Start);
        return line < 0 ? [] : FromShell(at with { Start = line + 1 }, linesEnd: at.Text[0] == '|');
    }

    private static Span Inside(Span at) =>
        at.End - at.Start >= 2 && at.Text[0] is '"' or '\'' && at.Text[^1] == at.Text[0] ? at with { Start = at.Start + 1, End = at.End - 1 } : at;
}
