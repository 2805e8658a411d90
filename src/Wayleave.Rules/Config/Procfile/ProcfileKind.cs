using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Procfile;

/// <summary>Procfiles, as Heroku and foreman read them: a line is a process type and its command.</summary>
/// <seealso href="https://devcenter.heroku.com/articles/procfile">The Procfile</seealso>
internal sealed class ProcfileKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)Procfile([.-][\w.-]+)?$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_line = new(@"^(?<name>[A-Za-z0-9_-]+):[ \t]*(?<command>[^\r\n]+)", Options | RegexOptions.Multiline);

    /// <inheritdoc/>
    public string Name => "procfile";

    /// <inheritdoc/>
    public string Summary => "Procfiles: the commands of processes";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_names.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<ServerCommand> commands =
        [
            .. s_line.Matches(source.Text).Select(line => line.Groups["command"]).SelectMany(command => ServerCommands.FromShell(new Span(source, command.Index, command.Index + command.Length), linesEnd: true)),
        ];
        return new CommandFile(source, Name, commands);
    }
}
