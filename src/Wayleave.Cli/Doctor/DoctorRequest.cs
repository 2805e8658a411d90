using System.CommandLine;
using System.Net;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Cli.Reports;
using Wayleave.Probing;

namespace Wayleave.Cli.Doctor;

/// <summary>What the doctor was asked to do, once the command line is understood.</summary>
internal sealed record DoctorRequest
{
    /// <summary>What to examine; null with <see cref="From"/>.</summary>
    public ExaminationOptions? Examination { get; init; }

    /// <summary>The saved run to judge; null: probe.</summary>
    public string? From { get; init; }

    public string? Save { get; init; }

    public string? OutputFile { get; init; }

    public string Format { get; init; } = ReportFormats.Text;

    public bool Verbose { get; init; }

    public bool NoColor { get; init; }

    public bool ShowSecrets { get; init; }

    public FailOn FailOn { get; init; } = FailOn.Warning;

    public TimeSpan? Watch { get; init; }

    public IPEndPoint? Metrics { get; init; }

    /// <summary>Reads the command line; every complaint is added to <paramref name="errors"/>.</summary>
    public static DoctorRequest Read(DoctorOptions options, ParseResult parsed, Surroundings surroundings, List<string> errors)
    {
        string? from = parsed.GetValue(options.From);
        string? typed = parsed.GetValue(options.Url);
        TimeSpan? watch = Values.Duration(parsed, options.Watch, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), errors);
        string? metrics = parsed.GetValue(options.Metrics);
        IPEndPoint? metricsAt = null;
        if (typed is null && from is null) errors.Add("which URL? Give wss://HOST/PATH for a socket, or https://HOST/ for the page that opens it");
        if (typed is not null && from is not null) errors.Add("--from judges a saved run: leave the URL out");
        if (from is not null && watch is not null) errors.Add("--watch probes again and again, and --from does not probe: leave one of them out");
        if (metrics is not null && watch is null) errors.Add("--metrics needs --watch: add --watch 60s");
        if (metrics is not null && ListenAddress.Read(metrics, out metricsAt) is { } wrong) errors.Add("--metrics: " + wrong);

        string? outputFile = parsed.GetValue(options.OutputFile);
        string format = Values.Word(parsed, options.Format, ReportFormats.Names, errors) ?? ReportFormats.ForFile(outputFile);
        if (watch is not null && outputFile is null && format is not (ReportFormats.Text or "json"))
        {
            errors.Add($"--watch prints text or json; to rewrite a file every time: --format {format} -o FILE");
        }

        return new DoctorRequest
        {
            Examination = from is null ? ReadExamination(options, parsed, typed, surroundings, errors) : null,
            From = from,
            Save = parsed.GetValue(options.Save),
            OutputFile = outputFile,
            Format = format,
            Verbose = parsed.GetValue(options.Verbose),
            NoColor = parsed.GetValue(options.NoColor),
            ShowSecrets = parsed.GetValue(options.ShowSecrets),
            FailOn = Values.Word(parsed, options.FailOn, ["error", "warning", "info", "never"], errors) switch
            {
                "error" => FailOn.Error,
                "info" => FailOn.Info,
                "never" => FailOn.Never,
                _ => FailOn.Warning,
            },
            Watch = watch,
            Metrics = metricsAt,
        };
    }

    private static ExaminationOptions? ReadExamination(DoctorOptions options, ParseResult parsed, string? typed, Surroundings surroundings, List<string> errors)
    {
        Uri? target = null;
        if (typed is not null && TargetUrl.Read(typed, out target) is { } wrong) errors.Add(wrong);
        HandshakeValues handshake = HandshakeValues.Read(options.Handshake, parsed, target, surroundings, errors);
        List<DirectRoute> routes = [];
        ReadRoutes(parsed.GetValue(options.Via) ?? [], isOrigin: false, "--via", routes, errors);
        ReadRoutes(parsed.GetValue(options.Origin) ?? [], isOrigin: true, "--origin", routes, errors);
        IPEndPoint? resolver = null;
        if (parsed.GetValue(options.Resolver) is { } server && !ResolverAddress.TryParse(server, out resolver))
        {
            errors.Add($"--resolver: '{Printable.Short(server, 40)}' is not an address; write 1.1.1.1 or [::1]:53");
        }

        TimeSpan? idle = Values.Duration(parsed, options.Idle, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), errors);
        TimeSpan? hold = Values.Duration(parsed, options.Hold, TimeSpan.Zero, TimeSpan.FromHours(1), errors);
        int? burst = Values.Number(parsed, options.Burst, 1, 10_000, errors);
        int? seed = Values.Number(parsed, options.Seed, int.MinValue, int.MaxValue, errors);
        long? messageSize = Values.Size(parsed, options.MessageSize, 1L << 30, errors);
        if (target is null) return null;

        return new ExaminationOptions
        {
            Target = target,
            Direct = [.. routes],
            Hold = hold ?? TimeSpan.FromSeconds(5),
            Timeout = handshake.Timeout,
            Idle = idle,
            PageOrigin = handshake.PageOrigin,
            Subprotocols = handshake.Subprotocols,
            Headers = handshake.Headers,
            Cookie = handshake.Cookie,
            MessageSize = messageSize ?? 1 << 20,
            Burst = burst ?? 0,
            Twice = parsed.GetValue(options.Twice),
            Send = parsed.GetValue(options.Send),
            ExtraRoots = handshake.ExtraRoots,
            Insecure = handshake.Insecure,
            Resolver = resolver,
            SystemProxy = handshake.SystemProxy,
            UseProxy = handshake.UseProxy,
            Seed = seed ?? 0,
        };
    }

    private static void ReadRoutes(string[] texts, bool isOrigin, string option, List<DirectRoute> routes, List<string> errors)
    {
        foreach (string text in texts)
        {
            if (Routes.Read(text, isOrigin, out DirectRoute route) is { } wrong) errors.Add($"{option}: {wrong}");
            else if (routes.Any(r => r.Name == route.Name)) errors.Add($"{option}: {route.Name} is given twice");
            else routes.Add(route);
        }
    }
}
