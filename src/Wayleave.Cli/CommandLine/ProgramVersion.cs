using System.Reflection;

namespace Wayleave.Cli.CommandLine;

/// <summary>This program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>The version as printed: <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
