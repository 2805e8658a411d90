using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Apply;

/// <summary>The steps that are commands of the caller's: test, reload, and the look at what was loaded.</summary>
/// <param name="timeout">How long each may take.</param>
/// <param name="surroundings">The clock.</param>
/// <param name="steps">Where they are told.</param>
internal sealed class Commands(TimeSpan timeout, Surroundings surroundings, StepLog steps)
{
    /// <summary>Runs a command as a step.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="command">The command; null: the step is passed over.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Whether it went well.</returns>
    public async Task<bool> StepAsync(string step, string? command, CancellationToken cancellation)
    {
        await steps.BeginAsync(step).ConfigureAwait(false);
        if (command is null)
        {
            await steps.PassedOverAsync($"no --{step} was given").ConfigureAwait(false);
            return true;
        }

        ShellResult result = await ShellCommand.RunAsync(command, timeout, surroundings.Time, cancellation).ConfigureAwait(false);
        if (result.Ok) await steps.DoneAsync(Printable.Short(command, 100)).ConfigureAwait(false);
        else await steps.FailedAsync($"{Printable.Short(command, 100)} {result.Told}", result.LastLines).ConfigureAwait(false);
        return result.Ok;
    }

    /// <summary>Looks whether the program sees a text.</summary>
    /// <param name="dump">The command that prints what it sees; null: the step is passed over.</param>
    /// <param name="text">The text.</param>
    /// <param name="target">The file that holds it.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<bool> LoadedAsync(string? dump, string text, string target, CancellationToken cancellation)
    {
        await steps.BeginAsync("loaded").ConfigureAwait(false);
        if (dump is null)
        {
            await steps.PassedOverAsync("no --dump was given, and --test is not nginx -t").ConfigureAwait(false);
            return true;
        }

        ShellResult result = await ShellCommand.RunAsync(dump, timeout, surroundings.Time, cancellation).ConfigureAwait(false);
        bool loaded = result.Ok && LoadedCheck.Holds(result.Output, text);
        if (loaded) await steps.DoneAsync($"{Printable.Short(dump, 80)} shows the new text").ConfigureAwait(false);
        else if (!result.Ok) await steps.FailedAsync($"{Printable.Short(dump, 80)} {result.Told}", result.LastLines).ConfigureAwait(false);
        else
        {
            await steps.FailedAsync(
                $"{Printable.Short(dump, 80)} does not show the new text: nothing includes {Printable.Line(target)}, or (in a container) it is mounted as a single file, which goes on showing the old one").ConfigureAwait(false);
        }

        return loaded;
    }
}
