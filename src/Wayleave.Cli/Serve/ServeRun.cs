using Wayleave.Cli.CommandLine;
using Wayleave.Server.Configuration;

namespace Wayleave.Cli.Serve;

/// <summary>The running of <c>wayleave serve</c>, from good settings to the last socket.</summary>
internal static class ServeRun
{
    /// <summary>Serves until the process is told to end.</summary>
    /// <param name="source">Where settings come from, for a reload.</param>
    /// <param name="settings">The settings to begin with.</param>
    /// <param name="surroundings">What it may touch.</param>
    /// <returns>The exit status.</returns>
    public static Task<int> RunAsync(SettingsSource source, ServeSettings settings, Surroundings surroundings) =>
        BadUsage.ReportAsync("serve", [], ["nothing is served yet"], surroundings);
}
