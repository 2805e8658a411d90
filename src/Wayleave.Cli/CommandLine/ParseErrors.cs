using System.CommandLine;
using System.CommandLine.Parsing;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.CommandLine;

/// <summary>What the command-line library has to complain about, in words that name the next step.</summary>
internal static class ParseErrors
{
    /// <summary>One line an error.</summary>
    /// <param name="parsed">What was parsed, with errors.</param>
    public static IReadOnlyList<string> InOurWords(ParseResult parsed)
    {
        var lines = new List<string>();
        lines.AddRange(UnknownOptions(parsed));
        // What follows an unknown option may be its value: further complaints would only confuse.
        if (lines.Count > 0) return lines;

        foreach (string word in parsed.UnmatchedTokens)
        {
            lines.Add(parsed.CommandResult.Command.Subcommands.Count > 0 ? NoSubcommand(word, parsed.CommandResult.Command) : $"'{Printable.Line(word)}' is one argument too many");
        }

        foreach (ParseError error in parsed.Errors)
        {
            string? line = error.SymbolResult switch
            {
                OptionResult option when option.Tokens.Count == 0 => $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName ?? "VALUE"}",
                OptionResult option when option.Tokens.Count > 1 => $"{option.Option.Name} is given more than once",
                ArgumentResult argument when argument.Tokens.Count == 0 => $"{argument.Argument.Name} is missing",
                CommandResult when parsed.UnmatchedTokens.Count > 0 => null,
                CommandResult when parsed.CommandResult.Command is { Subcommands: { Count: > 0 } words } => $"say what to do: {string.Join(" or ", words.Select(w => w.Name))}",
                _ => Printable.Line(error.Message),
            };
            if (line is not null && !lines.Contains(line) && !(lines.Count > 0 && parsed.UnmatchedTokens.Any(t => error.Message.Contains(t, StringComparison.Ordinal)))) lines.Add(line);
        }

        return lines;
    }

    /// <summary>A line for every word that looks like an option and is none: the library would take it for an argument.</summary>
    /// <param name="parsed">What was parsed.</param>
    public static IReadOnlyList<string> UnknownOptions(ParseResult parsed) =>
    [
        .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Concat(parsed.UnmatchedTokens)
            .Where(word => word.Length > 1 && word[0] == '-').Distinct().Select(word => UnknownOption(word, parsed.CommandResult.Command)),
    ];

    private static string NoSubcommand(string word, Command command)
    {
        string hint = NearestName.To(word, command.Subcommands.Select(c => c.Name)) is { } near ? $"did you mean {near}?" : $"{PathOf(command)} --help lists them";
        return $"there is no command '{PathOf(command)} {Printable.Line(word)}'; {hint}";
    }

    // The library names the root command after the process, which need not be called so.
    private static string PathOf(Command command) =>
        command is RootCommand ? "wayleave" : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static string UnknownOption(string word, Command command)
    {
        string name = word.Split('=', 2)[0];
        IEnumerable<string> names = command.Options.SelectMany(o => o.Aliases.Append(o.Name));
        string hint = NearestName.To(name, names) is { } near ? $"did you mean {near}?" : $"{PathOf(command)} --help lists them";
        return $"there is no option {Printable.Line(name)}; {hint}";
    }
}
