using System.Collections.Immutable;
using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Config;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>What lint was asked to do, once the command line is understood.</summary>
internal sealed record LintRequest
{
    /// <summary>The formats of a report.</summary>
    public static readonly string[] Formats = ["text", "json", "sarif", "github"];

    public required ImmutableArray<string> Files { get; init; }

    public required LintOptions Options { get; init; }

    /// <summary>The folder below which absolute includes stand; null: the machine's root.</summary>
    public string? Root { get; init; }

    public string Format { get; init; } = "text";

    public FailOn FailOn { get; init; } = FailOn.Warning;

    public bool Fix { get; init; }

    public bool Diff { get; init; }

    public bool Colours { get; init; }

    /// <summary>Reads the command line; every complaint is added to <paramref name="errors"/>.</summary>
    public static LintRequest Read(LintArguments arguments, ParseResult parsed, Surroundings surroundings, List<string> errors)
    {
        ImmutableArray<string> files = [.. (parsed.GetValue(arguments.Files) ?? []).Distinct()];
        string? root = parsed.GetValue(arguments.Root);
        var request = new LintRequest
        {
            Files = files,
            Root = root?.TrimEnd('/'),
            Options = new LintOptions
            {
                Paths = [.. ReadPaths(arguments, parsed, errors)],
                Domain = ReadDomain(arguments, parsed, errors),
                Edge = Values.Word(parsed, arguments.Edge, EdgeNames.All, errors),
                Kind = Values.Word(parsed, arguments.Kind, [.. ConfigKinds.All.Select(kind => kind.Name)], errors),
                Context = new ReadContext { Variables = EnvFile.Open(parsed.GetValue(arguments.Env), errors), Versions = ReadVersions(arguments, parsed, errors) },
            },
            Format = Values.Word(parsed, arguments.Format, Formats, errors) ?? "text",
            FailOn = Values.Word(parsed, arguments.FailOn, ["error", "warning", "info", "never"], errors) switch
            {
                "error" => FailOn.Error,
                "info" => FailOn.Info,
                "never" => FailOn.Never,
                _ => FailOn.Warning,
            },
            Fix = parsed.GetValue(arguments.Fix),
            Diff = parsed.GetValue(arguments.Diff),
            Colours = surroundings.ColoursWelcome && !parsed.GetValue(arguments.NoColor),
        };
        if (files.IsEmpty) errors.Add("which files? Give the configuration of each hop: wayleave lint nginx.conf settings.py");
        if (root is not null && !Directory.Exists(root)) errors.Add($"--root: there is no folder {Printable.Short(root, 120)}");
        if (request is { Fix: true, Diff: true }) errors.Add("--diff shows what --fix would change: leave one of them out");
        if (request.Fix && files.Contains("-")) errors.Add("--fix changes files, and standard input is none: name the file, or use --diff");
        if (request is { Diff: true, Format: not "text" }) errors.Add($"--diff prints a patch: leave --format {request.Format} out");
        return request;
    }

    private static IEnumerable<string> ReadPaths(LintArguments arguments, ParseResult parsed, List<string> errors)
    {
        foreach (string path in parsed.GetValue(arguments.Path) ?? [])
        {
            // A whole URL is what people have at hand.
            string only = Uri.TryCreate(path, UriKind.Absolute, out Uri? url) && url.Host.Length > 0 ? url.AbsolutePath : path.Split('?')[0];
            if (only.StartsWith('/')) yield return only;
            else errors.Add($"--path: '{Printable.Short(path, 60)}' is not a request path; it begins with /, such as /ws/chat");
        }
    }

    private static string? ReadDomain(LintArguments arguments, ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(arguments.Domain) is not { } domain) return null;
        if (Uri.TryCreate("http://" + domain + "/", UriKind.Absolute, out Uri? url) && url.AbsolutePath == "/" && url.Host.Length > 0) return domain.ToLowerInvariant();
        errors.Add($"--domain: '{Printable.Short(domain, 60)}' is not a host name; write it as in app.example.org, with a port only if browsers show one");
        return null;
    }

    private static ImmutableDictionary<string, Version> ReadVersions(LintArguments arguments, ParseResult parsed, List<string> errors)
    {
        ImmutableDictionary<string, Version>.Builder versions = ImmutableDictionary.CreateBuilder<string, Version>();
        foreach (string typed in parsed.GetValue(arguments.ServerVersion) ?? [])
        {
            if (typed.Split('=') is [{ Length: > 0 } product, var number] && Version.TryParse(number.Contains('.', StringComparison.Ordinal) ? number : number + ".0", out Version? version))
                versions[product.ToLowerInvariant()] = version;
            else
                errors.Add($"--server-version: '{Printable.Short(typed, 40)}' is not PRODUCT=VERSION, such as nginx=1.29.7");
        }

        return versions.ToImmutable();
    }
}
