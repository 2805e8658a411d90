using Wayleave.Cli.CommandLine;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Cli.Serve;

/// <summary>The running of <c>wayleave serve</c>, from good settings to the last socket.</summary>
internal static class ServeRun
{
    /// <summary>Serves until the process is told to end.</summary>
    /// <param name="source">Where settings come from, for a reload.</param>
    /// <param name="settings">The settings to begin with.</param>
    /// <param name="surroundings">What it may touch.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(SettingsSource source, ServeSettings settings, Surroundings surroundings)
    {
        Gateway gateway;
        try
        {
            gateway = await Gateway.StartAsync(settings, new GatewayOptions { Log = surroundings.Error, Time = surroundings.Time, Environment = surroundings.Environment }).ConfigureAwait(false);
        }
        catch (GatewayException e)
        {
            return await BadUsage.ReportAsync("serve", [], e.Problems, surroundings).ConfigureAwait(false);
        }

        await using (gateway.ConfigureAwait(false))
        {
            await surroundings.Error.WriteLineAsync($"{source.Name}: listens on {string.Join(", ", gateway.Urls)}").ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (surroundings.Interrupted.Register(stopped.SetResult))
                await stopped.Task.ConfigureAwait(false);
        }

        return ExitStatus.Fine;
    }
}
