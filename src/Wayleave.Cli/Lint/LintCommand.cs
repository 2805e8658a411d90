using System.Collections.Immutable;
using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary><c>wayleave lint FILE…</c>.</summary>
internal static class LintCommand
{
    private static readonly Argument<string[]> s_files = new("FILE") { Description = "The files of one deployment", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> s_path = new("--path") { Description = "A socket's request path; may be repeated (default: those that the app or the files give away)", HelpName = "/PATH" };
    private static readonly Option<string?> s_edge = new("--edge") { Description = "What stands in front: cloudflare, cloudfront, alb, …, none", HelpName = "NAME" };
    private static readonly Option<string?> s_kind = new("--kind") { Description = "What kind of files these are, whatever they look like", HelpName = "KIND" };
    private static readonly Option<string?> s_root = new("--root") { Description = "The folder below which absolute includes stand", HelpName = "DIR" };
    private static readonly Option<string?> s_format = new("--format") { Description = "text or json (default text)", HelpName = "FORMAT" };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("lint", "Finds in configuration files what breaks a WebSocket, or will.") { s_files, s_path, s_edge, s_kind, s_root, s_format };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            ImmutableArray<SourceText> sources = [.. parsed.GetValue(s_files)!.Select(file => Open(file, errors)).OfType<SourceText>()];
            if (errors.Count > 0) return await BadUsage.ReportAsync("lint", [], errors, surroundings).ConfigureAwait(false);
            LintReport report = Linter.Check(sources, new LintOptions
            {
                Context = new ReadContext { Files = new DiskFiles(parsed.GetValue(s_root)) },
                Paths = [.. parsed.GetValue(s_path) ?? []],
                Edge = parsed.GetValue(s_edge),
                Kind = parsed.GetValue(s_kind),
            });
            string text = parsed.GetValue(s_format) == "json" ? LintJson.Of(report) : LintText.Of(report);
            await surroundings.Output.WriteAsync(text).ConfigureAwait(false);
            return report.Errors.Length > 0 ? ExitStatus.CouldNotTell : report.Findings.Any(finding => finding.Severity >= Severity.Warning) ? ExitStatus.Found : ExitStatus.Fine;
        });
        return command;
    }

    private static SourceText? Open(string file, List<string> errors)
    {
        try
        {
            return new SourceText(file, File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(FileTrouble.Text(file, e));
            return null;
        }
    }
}
