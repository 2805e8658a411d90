using Wayleave.Cli.Lint;
using Wayleave.Cli.Reports.Json;

namespace Wayleave.Cli.CommandLine;

/// <summary>Tells that a command could not run: a line an error on standard error, and the JSON object where JSON was asked for.</summary>
internal static class BadUsage
{
    /// <summary>Reports the errors.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="args">The whole command line, to see which format was asked for: it may be the very thing that did not parse.</param>
    /// <param name="errors">What is wrong, one line each.</param>
    /// <param name="surroundings">Where to say it.</param>
    /// <returns>The exit status for it.</returns>
    public static async Task<int> ReportAsync(string command, string[] args, IReadOnlyList<string> errors, Surroundings surroundings)
    {
        foreach (string error in errors)
        {
            await surroundings.Error.WriteLineAsync($"wayleave {command}: {error}").ConfigureAwait(false);
        }

        if (command == "lint" && WantsJson(args))
        {
            await surroundings.Output.WriteAsync(LintJson.OfErrors(errors)).ConfigureAwait(false);
        }
        else if (command == "doctor" && WantsJson(args))
        {
            string target = args.FirstOrDefault(a => a.Contains("://", StringComparison.Ordinal) && !a.StartsWith('-')) ?? "";
            await surroundings.Output.WriteLineAsync(JsonReport.OfError(target, string.Join("; ", errors))).ConfigureAwait(false);
        }

        return ExitStatus.CouldNotTell;
    }

    private static bool WantsJson(string[] args) =>
        args.Contains("--format=json") || args.Contains("--format:json") || args.Zip(args.Skip(1)).Any(pair => pair is ("--format", "json"));
}
