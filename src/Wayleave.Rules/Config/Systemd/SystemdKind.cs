using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Systemd;

/// <summary>Service units of systemd.</summary>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">systemd.service</seealso>
internal sealed partial class SystemdKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\.service(\.d/[^/]+\.conf)?$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*\[(Service|Unit|Install)\][ \t\r]*$", Options, PatternLimit.Milliseconds)]
    private static partial Regex SectionPattern { get; }

    [GeneratedRegex(@"^[ \t]*(?<key>ExecStart|Environment)[ \t]*=[ \t]*[-@:+!|]*(?<value>(\\\r?\n|[^\r\n])*)", Options, PatternLimit.Milliseconds)]
    private static partial Regex SettingPattern { get; }

    /// <inheritdoc/>
    public string Name => "systemd";

    /// <inheritdoc/>
    public string Summary => "systemd service units: what they start";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = SectionPattern.IsMatch(source.Text);
        return content && NamesPattern.IsMatch(source.Name) ? Fit.Name : content && SettingPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<ServerCommand>.Builder commands = ImmutableArray.CreateBuilder<ServerCommand>();
        var environment = ImmutableDictionary<string, Setting<string>>.Empty;
        foreach (Match setting in SettingPattern.Matches(source.Text))
        {
            Group value = setting.Groups["value"];
            // systemd knows no shell: signs that would end a command there are words like any other, but nobody writes them unquoted.
            ImmutableArray<CommandWord> words = [.. ShellText.Commands(new Span(source, value.Index, value.Index + value.Length), linesEnd: false).SelectMany(command => command)];
            if (setting.Groups["key"].Value == "Environment")
            {
                foreach (CommandWord word in words)
                {
                    if (word.Text.Split('=', 2) is [var name, var text]) environment = environment.SetItem(name, new Setting<string>(text, word.At));
                }
            }
            else if (words.Length == 0)
            {
                // An empty one takes those before it back.
                commands.Clear();
            }
            else
            {
                commands.AddRange(ServerCommands.FromWords(words));
            }
        }

        return new CommandFile(source, Name, [.. commands.Select(command => command.In(environment))]);
    }
}
