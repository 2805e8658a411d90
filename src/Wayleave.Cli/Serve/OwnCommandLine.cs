using System.Text;

namespace Wayleave.Cli.Serve;

/// <summary>How this process was started, so that it can be started again: with what lies there by then, which may be newer.</summary>
internal static class OwnCommandLine
{
    private const string File = "/proc/self/cmdline";

    /// <summary>The program and its arguments as they were given: a link in a path stays a link.</summary>
    public static (string Program, string[] Arguments) Read()
    {
        // .NET's own account of it has links resolved, and would start the old version for ever.
        if (OperatingSystem.IsLinux() && Split(System.IO.File.ReadAllBytes(File)) is [var program, .. var arguments])
            return (program, arguments);
        string[] own = Environment.GetCommandLineArgs();
        return Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? (path, own) : (Environment.ProcessPath ?? own[0], own[1..]);
    }

    private static string[] Split(byte[] line) => Encoding.UTF8.GetString(line).TrimEnd('\0').Split('\0');
}
