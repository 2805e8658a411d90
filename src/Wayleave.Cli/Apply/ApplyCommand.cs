using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;

namespace Wayleave.Cli.Apply;

/// <summary><c>wayleave apply FILE --as TARGET --verify URL</c>.</summary>
internal static class ApplyCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var arguments = new ApplyArguments();
        var command = new Command("apply", "Installs a configuration and keeps it only if the socket then works: lint, back up, install, test, reload, examine, or put everything back.");
        arguments.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            ApplyRequest request = ApplyRequest.Read(arguments, parsed, surroundings, errors);
            if (errors.Count == 0)
            {
                try
                {
                    var change = new Change(request, surroundings);
                    return await (request.Rollback ? new Rollback(request, change, surroundings).RunAsync() : new Installation(request, change, surroundings).RunAsync()).ConfigureAwait(false);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    errors.Add(FileTrouble.Text(request.Target, e));
                }
            }

            return await BadUsage.ReportAsync("apply", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }
}
