using System.Diagnostics;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

/// <summary>The <c>openssl</c> program: a judge of certificates that shares no code of ours.</summary>
internal static class OpenSsl
{
    public static bool IsInstalled => InstalledPrograms.Find("openssl") is not null;

    /// <summary>Runs it to its end; both of its outputs together.</summary>
    public static async Task<(int Status, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(InstalledPrograms.Find("openssl")!, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (process.ExitCode, await output + await error);
    }
}
