using System.CommandLine;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Lint;

/// <summary><c>wayleave lint FILE…</c>.</summary>
internal static class LintCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var arguments = new LintArguments();
        var command = new Command("lint", "Finds in configuration files what breaks a WebSocket, or will, and mends it where it surely can.");
        arguments.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            string? page = Page(arguments, parsed, surroundings, errors);
            if (page is null && errors.Count == 0)
            {
                LintRequest request = LintRequest.Read(arguments, parsed, surroundings, errors);
                if (errors.Count == 0) return await new LintSession(request, surroundings).RunAsync().ConfigureAwait(false);
            }

            if (errors.Count > 0) return await BadUsage.ReportAsync("lint", [.. parsed.Tokens.Select(token => token.Value)], errors, surroundings).ConfigureAwait(false);
            await surroundings.Output.WriteAsync(page).ConfigureAwait(false);
            return ExitStatus.Fine;
        });
        return command;
    }

    private static string? Page(LintArguments arguments, ParseResult parsed, Surroundings surroundings, List<string> errors)
    {
        if (parsed.GetValue(arguments.Explain) is { } rule) return LintPages.Explain(rule, surroundings.Width, errors);
        if (parsed.GetValue(arguments.ListRules)) return LintPages.Rules();
        if (parsed.GetValue(arguments.ListKinds)) return LintPages.Kinds();
        return parsed.GetValue(arguments.WriteDocs) is { } folder ? LintPages.WriteDocs(folder, errors) : null;
    }
}
