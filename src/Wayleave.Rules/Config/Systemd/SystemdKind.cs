using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Systemd;

/// <summary>Service units of systemd.</summary>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">systemd.service</seealso>
internal sealed class SystemdKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"\.service(\.d/[^/]+\.conf)?$", Options);
    private static readonly Regex s_section = new(@"^\s*\[(Service|Unit|Install)\]\s*$", Options);
    private static readonly Regex s_setting = new(@"^[ \t]*(?<key>ExecStart|Environment)[ \t]*=[ \t]*[-@:+!|]*(?<value>(\\\r?\n|[^\r\n])*)", Options);

    /// <inheritdoc/>
    public string Name => "systemd";

    /// <inheritdoc/>
    public string Summary => "systemd service units: what they start";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = s_section.IsMatch(source.Text);
        return content && s_names.IsMatch(source.Name) ? Fit.Name : content && s_setting.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<ServerCommand>.Builder commands = ImmutableArray.CreateBuilder<ServerCommand>();
        var environment = ImmutableDictionary<string, Setting<string>>.Empty;
        foreach (Match setting in s_setting.Matches(source.Text))
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
