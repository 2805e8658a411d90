using System.CommandLine;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Doctor;

/// <summary><c>wayleave doctor URL</c>.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var options = new DoctorOptions();
        var command = new Command("doctor", "Finds the hop that breaks a WebSocket, the cause, and the fix for that hop.");
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            DoctorRequest request = DoctorRequest.Read(options, parsed, surroundings, errors);
            if (errors.Count > 0)
            {
                string[] args = [.. parsed.Tokens.Select(t => t.Value)];
                return await BadUsage.ReportAsync("doctor", args, errors, surroundings).ConfigureAwait(false);
            }

            return await new DoctorSession(request, surroundings).RunAsync().ConfigureAwait(false);
        });
        return command;
    }
}
