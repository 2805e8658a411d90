using System.Diagnostics;
using System.Text;

namespace Wayleave.Cli.Apply;

/// <summary>Runs a command line of the caller's in the system's shell.</summary>
internal static class ShellCommand
{
    // nginx -T of a large site prints some hundred kilobytes. What is beyond this is read and dropped.
    private const int MostOutput = 16 << 20;

    /// <summary>Runs it and waits for its end.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="timeout">How long it may take; then it and its children are ended.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static async Task<ShellResult> RunAsync(string command, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(OperatingSystem.IsWindows() ? "/c" : "-c");
        start.ArgumentList.Add(command);
        using var process = new Process { StartInfo = start };
        process.Start();
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var output = new StringBuilder();
        try
        {
            await Task.WhenAll(CopyAsync(process.StandardOutput, output, either.Token), CopyAsync(process.StandardError, output, either.Token), process.WaitForExitAsync(either.Token)).ConfigureAwait(false);
            return new ShellResult(process.ExitCode, output.ToString());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new ShellResult(null, Snapshot(output));
        }
    }

    private static string Snapshot(StringBuilder output)
    {
        lock (output) return output.ToString();
    }

    private static async Task CopyAsync(StreamReader from, StringBuilder to, CancellationToken cancellation)
    {
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            lock (to)
            {
                if (to.Length < MostOutput) to.Append(buffer, 0, read);
            }
        }
    }
}
