using System.CommandLine;
using Wayleave.Cli.Doctor;

namespace Wayleave.Cli.Apply;

/// <summary>The arguments and options of <c>apply</c>.</summary>
internal sealed class ApplyArguments
{
    public Argument<string?> File { get; } = new("FILE") { Description = "The configuration to install; ${NAME} in it is filled by --env", Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> As { get; } = DoctorOptions.One("--as", "TARGET", "The file that it becomes");

    public Option<string?> Verify { get; } = DoctorOptions.One("--verify", "URL", "The page or socket that the doctor examines before and after");

    public Option<string?> Test { get; } = DoctorOptions.One("--test", "COMMAND", "Checks the configuration once it is in place: 'nginx -t'");

    public Option<string?> Reload { get; } = DoctorOptions.One("--reload", "COMMAND", "Makes the program load it: 'nginx -s reload'");

    public Option<string?> Dump { get; } = DoctorOptions.One("--dump", "COMMAND", "Prints the configuration that the program sees (default: --test with nginx -T in place of nginx -t)");

    public Option<string?> Env { get; } = DoctorOptions.One("--env", "FILE", "A file of NAME=VALUE lines: the values of ${NAME} in FILE");

    public Option<string?> Kind { get; } = DoctorOptions.One("--kind", "KIND", "What kind of file it is, for lint (default: by name and content)");

    public Option<string[]> Path { get; } = DoctorOptions.Many("--path", "/PATH", "A socket's request path, for lint (default: that of --verify, where it is a socket's)");

    public Option<string?> VerifyFor { get; } = DoctorOptions.One("--verify-for", "T", "How long the doctor may go on until the socket works (default 15s)");

    public Option<string?> Hold { get; } = DoctorOptions.One("--hold", "T", "How long the doctor holds an open socket (default 5s)");

    public Option<string?> CommandTimeout { get; } = DoctorOptions.One("--command-timeout", "T", "How long each command may take (default 60s)");

    public Option<bool> DryRun { get; } = DoctorOptions.Flag("--dry-run", "Fill, lint, and show what would be changed and run; change nothing");

    public Option<string?> Rollback { get; } = DoctorOptions.One("--rollback", "TARGET", "Put back what TARGET was before it was last applied");

    public HandshakeOptions Handshake { get; } = new();

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (Option option in new Option[] { As, Verify, Test, Reload, Dump, Env, Kind, Path, VerifyFor, Hold, CommandTimeout, DryRun, Rollback })
            command.Options.Add(option);
        Handshake.AddTo(command);
    }
}
