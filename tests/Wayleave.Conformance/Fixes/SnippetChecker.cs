using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Wayleave.Conformance.Fixes;

/// <summary>Puts a snippet into the least configuration around it and asks the real program whether it holds.</summary>
internal abstract partial class SnippetChecker
{
    /// <summary>The program's file name.</summary>
    protected abstract string Program { get; }

    /// <summary>The arguments that make the program print its version.</summary>
    protected abstract string[] VersionArguments { get; }

    /// <summary>Writes the configuration and says how to check it.</summary>
    protected abstract string[] Arrange(string snippet, SnippetFolder folder);

    /// <summary>The program's complaint; null if it has none.</summary>
    public async Task<string?> ComplaintAsync(string snippet)
    {
        string? path = Find(Program);
        Assert.SkipWhen(path is null, $"{Program} is not installed");
        await SkipIfTooOldAsync(path!, snippet);
        Match module = NeededModule().Match(snippet);
        Assert.SkipWhen(module.Success, $"{Program}'s module {module.Groups["name"].Value} is not installed");
        using var folder = new SnippetFolder();
        (int status, string output) = await RunAsync(path!, Arrange(snippet, folder), folder.Path);
        return status == 0 ? null : output;
    }

    /// <summary>A snippet may begin with the comment "Caddy 2.6.3 or later".</summary>
    private async Task SkipIfTooOldAsync(string path, string snippet)
    {
        Match wanted = NeededVersion().Match(snippet);
        if (!wanted.Success)
            return;
        (_, string output) = await RunAsync(path, VersionArguments, System.IO.Path.GetTempPath());
        var installed = Version.Parse(VersionNumber().Match(output).Value);
        Assert.SkipWhen(installed < Version.Parse(wanted.Groups["version"].Value), $"{Program} is {installed}, the snippet wants {wanted.Groups["version"].Value}");
    }

    private static async Task<(int Status, string Output)> RunAsync(string path, string[] arguments, string home)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = home,
        };
        start.Environment["HOME"] = home;
        start.Environment["XDG_DATA_HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = home;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "the check did not end within 60 s");
        }

        return (process.ExitCode, await output + await errors);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/local/sbin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => System.IO.Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"^# \w+ (?<version>\d+\.\d+(\.\d+)?) or later$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NeededVersion();

    [GeneratedRegex(@"^# needs module (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NeededModule();

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
