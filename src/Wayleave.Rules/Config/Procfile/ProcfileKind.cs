using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Procfile;

/// <summary>Procfiles, as Heroku and foreman read them: a line is a process type and its command.</summary>
/// <seealso href="https://devcenter.heroku.com/articles/procfile">The Procfile</seealso>
internal sealed partial class ProcfileKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)Procfile([.-][\w.-]+)?$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9_-]+):[ \t]*(?<command>[^\r\n]+)", Options | RegexOptions.Multiline, PatternLimit.Milliseconds)]
    private static partial Regex LinePattern { get; }

    /// <inheritdoc/>
    public string Name => "procfile";

    /// <inheritdoc/>
    public string Summary => "Procfiles: the commands of processes";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<ServerCommand> commands =
        [
            .. LinePattern.Matches(source.Text).Select(line => line.Groups["command"]).SelectMany(command => ServerCommands.FromShell(new Span(source, command.Index, command.Index + command.Length), linesEnd: true)),
        ];
        return new CommandFile(source, Name, commands);
    }
}
