using System.Collections.Immutable;
using System.CommandLine;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Cli.Serve;

/// <summary>The options of <c>wayleave serve</c>. Those that are settings too are read by the same table as the file.</summary>
internal static class ServeOptions
{
    /// <summary><c>--to</c>.</summary>
    public static readonly Option<string[]> To = Many("--to", "URL", "The app: every request goes there (again for several instances)");

    /// <summary><c>--listen</c>.</summary>
    public static readonly Option<string[]> Listen = Many("--listen", "ADDR", "Where to listen: http://0.0.0.0:8080, https://:8443, :8080 or 8080 (again for more; default port $PORT, else 8080)");

    /// <summary><c>--config</c>.</summary>
    public static readonly Option<string?> Config = new("--config", "-c") { Description = "The file of settings (default: wayleave.yaml if it is there and no --to is given)", HelpName = "FILE" };

    /// <summary><c>--admin</c>.</summary>
    public static readonly Option<string?> Admin = new("--admin") { Description = "The admin address, or off (default 127.0.0.1:9180)", HelpName = "ADDR" };

    /// <summary><c>--edge</c>.</summary>
    public static readonly Option<string[]> Edge = Many("--edge", "NAME", "The edge in front, whose headers are believed: cloudflare, cloudfront, alb or ngrok");

    /// <summary><c>--host</c>.</summary>
    public static readonly Option<string?> Host = new("--host") { Description = "The Host that the app sees: auto, keep, upstream or a name (default auto)", HelpName = "POLICY" };

    /// <summary><c>--carry</c>.</summary>
    public static readonly Option<string?> Carry = new("--carry") { Description = "Carry sockets over drops and past hops that pass none: auto (pages get the script), script or off (default off)", HelpName = "MODE" };

    /// <summary><c>--drain</c>.</summary>
    public static readonly Option<string?> Drain = new("--drain") { Description = "Over how long open sockets are told to leave at the end (default 30s)", HelpName = "T" };

    /// <summary><c>--log</c>.</summary>
    public static readonly Option<string?> Log = new("--log") { Description = "How the log is written: auto, text or json (default auto: text on a terminal)", HelpName = "FORM" };

    /// <summary><c>--check</c>.</summary>
    public static readonly Option<bool> Check = new("--check") { Description = "Only say whether the settings are good" };

    /// <summary><c>--print-config</c>.</summary>
    public static readonly Option<bool> PrintConfig = new("--print-config") { Description = "Only print the effective settings, every key" };

    /// <summary><c>--print-schema</c>.</summary>
    public static readonly Option<bool> PrintSchema = new("--print-schema") { Description = "Only print the JSON schema of the file, for editors" };

    /// <summary><c>--write-docs</c>, for who works on Wayleave.</summary>
    public static readonly Option<string?> WriteDocs = new("--write-docs") { Description = "Make the keys in configuration.md and the schema anew in this folder", HelpName = "FOLDER", Hidden = true };

    /// <summary>All of them, in the order of the help.</summary>
    public static IEnumerable<Option> All => [To, Listen, Config, Admin, Edge, Host, Carry, Drain, Log, Check, PrintConfig, PrintSchema, WriteDocs];

    /// <summary>What of the settings stands on the command line.</summary>
    public static SettingsOverrides Overrides(ParseResult parsed) => new()
    {
        To = Values(parsed, To),
        Listen = Values(parsed, Listen),
        Admin = parsed.GetValue(Admin),
        Edge = Values(parsed, Edge),
        Host = parsed.GetValue(Host),
        Carry = parsed.GetValue(Carry),
        Drain = parsed.GetValue(Drain),
        Log = parsed.GetValue(Log),
    };

    private static ImmutableArray<string> Values(ParseResult parsed, Option<string[]> option) => [.. parsed.GetValue(option) ?? []];

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
