using System.Collections.Immutable;
using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Doctor;
using Wayleave.Cli.Input;
using Wayleave.Cli.Lint;
using Wayleave.Probing;
using Wayleave.Rules.Config;

namespace Wayleave.Cli.Apply;

/// <summary>What apply was asked to do, once the command line is understood.</summary>
internal sealed record ApplyRequest
{
    private static readonly TimeSpan s_verifyFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_commandTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The configuration to install; null with a rollback.</summary>
    public string? File { get; init; }

    /// <summary>The file that it becomes, or that is put back: a full path, links followed.</summary>
    public required string Target { get; init; }

    public bool Rollback { get; init; }

    public bool DryRun { get; init; }

    public string? Test { get; init; }

    public string? Reload { get; init; }

    /// <summary>The command of the caller's that prints what the program sees; null: none was given.</summary>
    public string? Dump { get; init; }

    /// <summary>The URL as typed; null: nothing is verified, which only a rollback may do.</summary>
    public string? VerifyUrl { get; init; }

    public ExaminationOptions? Verify { get; init; }

    public TimeSpan VerifyFor { get; init; } = s_verifyFor;

    public TimeSpan CommandTimeout { get; init; } = s_commandTimeout;

    public ImmutableDictionary<string, string>? Variables { get; init; }

    public string? Kind { get; init; }

    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Reads the command line; every complaint is added to <paramref name="errors"/>.</summary>
    public static ApplyRequest Read(ApplyArguments arguments, ParseResult parsed, Surroundings surroundings, List<string> errors)
    {
        string? rollback = parsed.GetValue(arguments.Rollback), file = parsed.GetValue(arguments.File), target = parsed.GetValue(arguments.As), url = parsed.GetValue(arguments.Verify);
        if (rollback is not null && (file is not null || target is not null)) errors.Add("--rollback TARGET puts back what was there: leave FILE and --as out");
        if (rollback is not null && parsed.GetValue(arguments.DryRun)) errors.Add("--dry-run shows what an installation would do: leave it out with --rollback");
        if (rollback is null && file is null) errors.Add("which file? wayleave apply FILE --as TARGET --verify URL");
        if (rollback is null && target is null) errors.Add("--as is missing: the file that it becomes, such as /etc/nginx/conf.d/app.conf");
        if (rollback is null && url is null) errors.Add("--verify is missing: the page or socket by which it is judged, such as https://app.example.org/ or wss://app.example.org/ws");
        return new ApplyRequest
        {
            File = file,
            Target = Resolve(rollback ?? target ?? "."),
            Rollback = rollback is not null,
            DryRun = parsed.GetValue(arguments.DryRun),
            Test = parsed.GetValue(arguments.Test),
            Reload = parsed.GetValue(arguments.Reload),
            Dump = parsed.GetValue(arguments.Dump),
            VerifyUrl = url,
            Verify = Examination(arguments, parsed, url, surroundings, errors),
            VerifyFor = Values.Duration(parsed, arguments.VerifyFor, TimeSpan.Zero, TimeSpan.FromHours(1), errors) ?? s_verifyFor,
            CommandTimeout = Values.Duration(parsed, arguments.CommandTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), errors) ?? s_commandTimeout,
            Variables = EnvFile.Open(parsed.GetValue(arguments.Env), errors),
            Kind = Values.Word(parsed, arguments.Kind, [.. ConfigKinds.All.Select(kind => kind.Name)], errors),
            Paths = [.. SocketPathsOf(parsed.GetValue(arguments.Path) ?? [], url, errors)],
        };
    }


    private static ExaminationOptions? Examination(ApplyArguments arguments, ParseResult parsed, string? url, Surroundings surroundings, List<string> errors)
    {
        Uri? target = null;
        if (url is not null && TargetUrl.Read(url, out target) is { } wrong) errors.Add("--verify: " + wrong);
        HandshakeValues handshake = HandshakeValues.Read(arguments.Handshake, parsed, target, surroundings, errors);
        return target is null ? null : new ExaminationOptions
        {
            Target = target,
            Hold = Values.Duration(parsed, arguments.Hold, TimeSpan.Zero, TimeSpan.FromHours(1), errors) ?? TimeSpan.FromSeconds(5),
            Timeout = handshake.Timeout,
            PageOrigin = handshake.PageOrigin,
            Subprotocols = handshake.Subprotocols,
            Headers = handshake.Headers,
            Cookie = handshake.Cookie,
            ExtraRoots = handshake.ExtraRoots,
            Insecure = handshake.Insecure,
            SystemProxy = handshake.SystemProxy,
            UseProxy = handshake.UseProxy,
        };
    }

    private static string[] SocketPathsOf(string[] paths, string? url, List<string> errors)
    {
        foreach (string path in paths.Where(path => !path.StartsWith('/')))
            errors.Add($"--path: '{Printable.Short(path, 60)}' is not a request path; it begins with /, such as /ws/chat");
        return paths.Length > 0 ? paths : Uri.TryCreate(url, UriKind.Absolute, out Uri? target) && target.Scheme is "ws" or "wss" ? [target.AbsolutePath] : [];
    }

    // sites-enabled/app is a link to the file: the file is what gets another text, and the link stays.
    private static string Resolve(string target)
    {
        string full = System.IO.Path.GetFullPath(target);
        try
        {
            return System.IO.File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            // It is not there yet, or the links go in a circle: writing it will tell.
            return full;
        }
    }
}
