using System.Diagnostics;
using Wayleave.Conformance.Chains;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>One run of a client to its end: its exit status and what it wrote.</summary>
/// <param name="Status">The exit status.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record ProgramRun(int Status, string Output, string Errors)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a script of Serve/Apps/Scripts in Node.js, which takes our self-signed certificate.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProgramRun> NodeAsync(string script, params IEnumerable<string> arguments) =>
        OfAsync(InstalledPrograms.Find("node")!, [Scripts.Client(script), .. arguments]);

    /// <summary>Runs a program.</summary>
    /// <param name="executable">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ProgramRun> OfAsync(string executable, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["NODE_PATH"] = NodePackages.Folder;
        start.Environment["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
        start.Environment["NODE_NO_WARNINGS"] = "1";
        // What the machine's environment names is no part of these runs.
        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"])
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_limit);
        }
        catch (TimeoutException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{executable} {string.Join(' ', start.ArgumentList)} did not end. It wrote:\n{await output}{await errors}", e);
        }

        return new ProgramRun(process.ExitCode, await output, await errors);
    }

    /// <summary>Its output's lines, once it ended well.</summary>
    public string[] Lines()
    {
        Status.ShouldBe(0, Output + Errors);
        return Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
