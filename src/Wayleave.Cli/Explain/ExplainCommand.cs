using System.Collections.Immutable;
using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.Explain;

/// <summary><c>wayleave explain</c>.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> s_cause = new("CAUSE")
    {
        Description = "A cause's name, as a finding gives it", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> s_list = new("--list") { Description = "List all causes by group" };

    private static readonly Option<string?> s_format = new("--format") { Description = "text, md or json (default text)", HelpName = "FORMAT" };

    private static readonly Option<string?> s_writeDocs = new("--write-docs")
    {
        Description = "Write all pages as Markdown into this folder", HelpName = "DIR", Hidden = true,
    };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("explain", "What a cause means, how to make sure of it, and what to change at each kind of hop.")
        {
            s_cause, s_list, s_format, s_writeDocs,
        };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            string text = Read(parsed, surroundings, errors);
            if (errors.Count > 0)
                return await BadUsage.ReportAsync("explain", [], errors, surroundings).ConfigureAwait(false);
            await surroundings.Output.WriteAsync(text).ConfigureAwait(false);
            return ExitStatus.Fine;
        });
        return command;
    }

    private static string Read(ParseResult parsed, Surroundings surroundings, List<string> errors)
    {
        string? name = parsed.GetValue(s_cause);
        string typed = parsed.GetValue(s_format) ?? "text";
        if (Format(typed) is not { } format)
        {
            errors.Add($"--format: '{Printable.Short(typed, 40)}' is not a format; use text, md or json");
            return "";
        }

        if (parsed.GetValue(s_writeDocs) is { } folder)
            return WriteDocs(folder, errors);
        if (parsed.GetValue(s_list))
            return List(format, surroundings);
        if (name is null)
        {
            errors.Add("CAUSE is missing; wayleave explain --list lists them");
            return "";
        }

        if (CauseCatalogue.Find(name) is { } cause)
            return Page(cause, format, surroundings);
        ImmutableArray<string> near = CauseCatalogue.Nearest(name);
        string hint = near.IsEmpty ? "wayleave explain --list lists them" : $"did you mean {string.Join(" or ", near)}?";
        errors.Add($"there is no cause '{Printable.Short(name, 60)}'; {hint}");
        return "";
    }

    private static ExplainFormat? Format(string typed) => typed switch
    {
        "text" => ExplainFormat.Text,
        "md" => ExplainFormat.Md,
        "json" => ExplainFormat.Json,
        _ => null,
    };

    private static string Page(Cause cause, ExplainFormat format, Surroundings surroundings) => format switch
    {
        ExplainFormat.Md => CausePage.Markdown(cause),
        ExplainFormat.Json => ExplainJson.Of(cause),
        _ => ExplainText.Of(cause, surroundings.Width),
    };

    private static string List(ExplainFormat format, Surroundings surroundings) => format switch
    {
        ExplainFormat.Md => CausePage.IndexMarkdown(),
        ExplainFormat.Json => ExplainJson.OfAll(),
        _ => ExplainText.OfAll(surroundings.Width),
    };

    private static string WriteDocs(string folder, List<string> errors)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (Cause cause in CauseCatalogue.All)
                File.WriteAllText(Path.Combine(folder, cause.Name + ".md"), CausePage.Markdown(cause));
            File.WriteAllText(Path.Combine(folder, "README.md"), CausePage.IndexMarkdown());
            return $"{CauseCatalogue.All.Length} pages and their index written to {Printable.Line(folder)}\n";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--write-docs: {FileTrouble.Text(folder, e)}");
            return "";
        }
    }
}
