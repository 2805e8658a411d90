using System.CommandLine;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Lint;

/// <summary>The arguments and options of <c>lint</c>.</summary>
internal sealed class LintArguments
{
    public Argument<string[]> Files { get; } = new("FILE") { Description = "The configuration files of one deployment, outermost hop first; - is standard input", Arity = ArgumentArity.ZeroOrMore };

    public Option<string[]> Path { get; } = new("--path") { Description = "A socket's request path; may be repeated (default: those that the app or the files give away)", HelpName = "/PATH" };

    public Option<string?> Domain { get; } = new("--domain") { Description = "The public host of the page", HelpName = "NAME" };

    public Option<string?> Edge { get; } = new("--edge") { Description = "What stands in front of it all: " + string.Join(", ", EdgeNames.All), HelpName = "NAME" };

    public Option<string?> Kind { get; } = new("--kind") { Description = "What kind of files these are, whatever they look like (--list-kinds lists them)", HelpName = "KIND" };

    public Option<string?> Root { get; } = new("--root") { Description = "The folder below which absolute includes stand (default: this machine's /, where the main file stands in the same tree)", HelpName = "DIR" };

    public Option<string?> Env { get; } = new("--env") { Description = "A file of NAME=VALUE lines: the values of ${NAME} in templates", HelpName = "FILE" };

    public Option<string[]> ServerVersion { get; } = new("--server-version") { Description = "A program's version, where the files do not tell; may be repeated", HelpName = "nginx=1.29.7" };

    public Option<string?> Format { get; } = new("--format") { Description = "text, json, sarif or github (default text)", HelpName = "FORMAT" };

    public Option<string?> FailOn { get; } = new("--fail-on") { Description = "The least severity that makes the exit status 1: error, warning, info or never (default warning)", HelpName = "LEVEL" };

    public Option<bool> Fix { get; } = new("--fix") { Description = "Mend in the files what surely can be, and report what is left" };

    public Option<bool> Diff { get; } = new("--diff") { Description = "Show what --fix would change, and change nothing" };

    public Option<string?> Explain { get; } = new("--explain") { Description = "Print a rule's page", HelpName = "RULE" };

    public Option<bool> ListRules { get; } = new("--list-rules") { Description = "List the rules" };

    public Option<bool> ListKinds { get; } = new("--list-kinds") { Description = "List the kinds of files that can be read" };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours (also: NO_COLOR in the environment)" };

    public Option<string?> WriteDocs { get; } = new("--write-docs") { Description = "Write the rules' pages as Markdown into this folder", HelpName = "DIR", Hidden = true };

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(Files);
        foreach (Option option in new Option[] { Path, Domain, Edge, Kind, Root, Env, ServerVersion, Format, FailOn, Fix, Diff, Explain, ListRules, ListKinds, NoColor, WriteDocs })
            command.Options.Add(option);
    }
}
