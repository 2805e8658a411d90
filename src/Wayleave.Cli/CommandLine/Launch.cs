using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.CommandLine;

/// <summary>From the arguments to the exit status: finds the command, runs it, and turns whatever goes wrong into a line.</summary>
internal static class Launch
{
    private static readonly ParserConfiguration s_parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs a command in this process: its streams, its terminal, its signals.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> FromProcessAsync(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 16 * 1024) { AutoFlush = false };
        using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        int status = await RunAsync(args, new Surroundings
        {
            Output = output,
            Error = error,
            Input = Console.In,
            Environment = Environment.GetEnvironmentVariable,
            Time = TimeProvider.System,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InputIsTerminal = !Console.IsInputRedirected,
            Width = TerminalWidth(),
            Interrupted = interrupted.Token,
            OnSignal = Answer,
        }).ConfigureAwait(false);
        try
        {
            await output.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Whoever read our output has gone (`| head`): there is nobody left to tell.
        }

        return status;

        // The first signal asks the command to come to an end; a second one is left to the system.
        void Stop(PosixSignalContext context)
        {
            context.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }

        static PosixSignalRegistration Answer(PosixSignal signal, Action what) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            what();
        });
    }

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="surroundings">What it may touch.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings)
    {
        switch (args)
        {
            case [] or ["--help" or "-h" or "-?" or "help"]:
                await surroundings.Output.WriteAsync(Overview.Text()).ConfigureAwait(false);
                return args is [] ? ExitStatus.CouldNotTell : ExitStatus.Fine;
            case ["--version" or "version"]:
                await surroundings.Output.WriteLineAsync("wayleave " + ProgramVersion.Text).ConfigureAwait(false);
                return ExitStatus.Fine;
            case ["help", var about, ..]:
                args = [about, "--help"];
                break;
        }

        CommandEntry? entry = Array.Find(CommandTable.Entries, e => e.Name == args[0]);
        return entry is null
            ? await UnknownAsync(args[0], surroundings).ConfigureAwait(false)
            : await RunCommandAsync(entry, args, surroundings).ConfigureAwait(false);
    }

    private static async Task<int> RunCommandAsync(CommandEntry entry, string[] args, Surroundings surroundings)
    {
        try
        {
            var root = new RootCommand("wayleave") { entry.Create(surroundings) };
            ParseResult parsed = root.Parse(args, s_parsing);
            bool wrong = parsed.Errors.Count > 0 || ParseErrors.UnknownOptions(parsed).Count > 0;
            if (wrong && !parsed.Tokens.Any(t => t.Value is "--help" or "-h" or "-?"))
            {
                return await BadUsage.ReportAsync(entry.Name, args, ParseErrors.InOurWords(parsed), surroundings).ConfigureAwait(false);
            }

            var invocation = new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, surroundings.Interrupted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (surroundings.Interrupted.IsCancellationRequested)
        {
            return ExitStatus.CouldNotTell;
        }
        // The one boundary of the program: no stack trace reaches a user.
        catch (Exception e)
        {
            return await BadUsage.ReportAsync(entry.Name, args, [Unexpected(e, surroundings)], surroundings).ConfigureAwait(false);
        }
    }

    private static async Task<int> UnknownAsync(string name, Surroundings surroundings)
    {
        string hint = name.Contains("://", StringComparison.Ordinal)
            ? $"to examine a URL: wayleave doctor {Printable.Line(name)}"
            : NearestName.To(name, CommandTable.Entries.Select(e => e.Name)) is { } near ? $"did you mean '{near}'?" : "wayleave --help lists them";
        await surroundings.Error.WriteLineAsync($"wayleave: there is no command '{Printable.Line(name)}'; {hint}").ConfigureAwait(false);
        return ExitStatus.CouldNotTell;
    }

    // A reader of a bug report needs the type; WAYLEAVE_TRACE shows the rest to those who ask for it.
    private static string Unexpected(Exception e, Surroundings surroundings) =>
        string.IsNullOrEmpty(surroundings.Environment("WAYLEAVE_TRACE"))
            ? $"something went wrong that should not have: {Printable.Line(e.Message)} ({e.GetType().Name}); WAYLEAVE_TRACE=1 shows where"
            : e.ToString();

    private static int TerminalWidth()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 100 : Console.WindowWidth;
        }
        catch (IOException)
        {
            return 100;
        }
    }
}
