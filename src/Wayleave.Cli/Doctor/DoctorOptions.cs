using System.CommandLine;

namespace Wayleave.Cli.Doctor;

/// <summary>The doctor's options: their names, their help, nothing of their meaning. Values stay text here, so that our own words tell what is wrong with one.</summary>
internal sealed class DoctorOptions
{
    public Argument<string?> Url { get; } = new("URL")
    {
        Description = "wss://… for a socket, https://… for the page that opens it (ws and http too)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string[]> Origin { get; } = Many("--origin", "HOST:PORT", "Also probe the app straight there, past every hop; https://HOST:PORT for TLS (repeatable)");

    public Option<string[]> Via { get; } = Many("--via", "HOST:PORT", "Also probe from this hop inwards; repeat in hop order, the outermost first");

    public HandshakeOptions Handshake { get; } = new();

    public Option<string?> Idle { get; } = One("--idle", "T", "Watch silent sockets for this long, to find idle limits: 120s");

    public Option<string?> Hold { get; } = One("--hold", "T", "How long an open socket is held (default 5s)");

    public Option<string?> MessageSize { get; } = One("--message-size", "SIZE", "The largest message to try at a far end of ours (default 1MiB, at most 1GiB)");

    public Option<string?> Send { get; } = One("--send", "TEXT", "Send this text on the open socket and see what comes back");

    public Option<string?> Burst { get; } = One("--burst", "N", "Open N sockets at once at the end, to see limits");

    public Option<bool> Twice { get; } = Flag("--twice", "Try the same credential twice, to see whether it is used up");

    public Option<string?> Resolver { get; } = One("--resolver", "IP", "Ask this name server too");

    public Option<string?> Seed { get; } = One("--seed", "N", "The seed of all chance, to send the same bytes again");

    public Option<string?> Format { get; } = One("--format", "FORMAT", "text (default), json, html, md, junit or sarif");

    public Option<string?> OutputFile { get; } = One("--output", "FILE", "Write the report to a file; its ending chooses the format if --format does not", "-o");

    public Option<bool> Verbose { get; } = Flag("--verbose", "Show every probe, as a waterfall", "-v");

    public Option<bool> NoColor { get; } = Flag("--no-color", "No colours (as with NO_COLOR set)");

    public Option<bool> ShowSecrets { get; } = Flag("--show-secrets", "Do not mask cookies, tokens and passwords");

    public Option<string?> Save { get; } = One("--save", "FILE", "Save what was seen, to be judged again anywhere");

    public Option<string?> From { get; } = One("--from", "FILE", "Judge a saved run instead of probing");

    public Option<string?> FailOn { get; } = One("--fail-on", "LEVEL", "Exit with 1 from this level on: error, warning (default), info or never");

    public Option<string?> Watch { get; } = One("--watch", "T", "Repeat every T and print what changed: 60s");

    public Option<string?> Metrics { get; } = One("--metrics", "ADDR", "With --watch: a Prometheus endpoint there, PORT or HOST:PORT (loopback by default)");

    /// <summary>Adds all of them to a command, in the order of its help.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Arguments.Add(Url);
        Option[] first = [Origin, Via];
        Option[] last =
        [
            Idle, Hold, MessageSize, Send, Burst, Twice, Resolver, Seed,
            Format, OutputFile, Verbose, NoColor, ShowSecrets, Save, From, FailOn, Watch, Metrics,
        ];
        foreach (Option option in first) command.Options.Add(option);
        Handshake.AddTo(command);
        foreach (Option option in last) command.Options.Add(option);
    }

    internal static Option<string?> One(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    internal static Option<string[]> Many(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    internal static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
