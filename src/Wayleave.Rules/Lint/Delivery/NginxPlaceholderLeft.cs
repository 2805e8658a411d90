using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An nginx file still has a name in it that was meant to be replaced: <c>YOUR-DOMAIN.COM</c>.</summary>
internal sealed partial class NginxPlaceholderLeft : ILintRule
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    private const RegexOptions Safe = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Words of samples: your-domain.com, <your domain>, CHANGE_ME, __DOMAIN__, {{ domain }}, domain.tld.
    [GeneratedRegex(
        @"(^|[^a-z])your[-_. ]?(own[-_.]?|real[-_.]?|public[-_.]?|sub[-_.]?|actual[-_.]?)?(domain|site|server|host|app|company|website|backend|ip|user|name|service|api|url|tunnel|instance|project|org|address|port|cert|key|elb|alb|load)|(^|[^a-z])my-?(domain|website)\b" +
        @"|(^|[^a-z])(change|replace)[-_]?(me|this|with)([^a-z]|$)|(^|[^a-z])placeholder([^a-z]|$)|insert[-_](your|here|domain|name)|(^|[^a-z])xxx+([^a-z]|$)|x\.x\.x\.x|<[a-z][\w .-]*>?|\{\{|__[a-z][a-z_]*__|(^|[/.])domain\.(com|org|net)\b|\.tld\b|%[a-z_]+%",
        Safe | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex SamplePattern { get; }

    // Hetzner's own domain, below which each of its machines has a name.
    private const string NoSample = ".your-server.de";

    [GeneratedRegex("^[A-Z]+(_[A-Z]+)+$|^DOMAIN$|^HOSTNAME$", Safe, PatternLimit.Milliseconds)]
    private static partial Regex CapitalsPattern { get; }

    [GeneratedRegex(@"^(www\.)?example\.(com|org|net)$", Safe | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex ExamplePattern { get; }

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-placeholder-left", CauseNames.PlaceholderLeft, Severity.Warning)
    {
        Why = "With a sample's name in it a server answers real requests only while it is the first on its port: any other server there takes them. A certificate or an upstream of that name does not exist, and nginx does not start.",
        Fix = "Put the real name in its place.",
        Source = "https://nginx.org/en/docs/http/request_processing.html",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        deployment.Of<NginxFile>().SelectMany(file => file.All.Select(directive => Judge(deployment, file, directive))).OfType<LintFinding>();

    private LintFinding? Judge(Deployment deployment, NginxFile file, NginxDirective directive)
    {
        if (PlaceOf(directive) is not { } place) return null;
        if (directive.Words.Skip(1).FirstOrDefault(word => !IsTemplates(word) && IsLeft(directive, word)) is { } left)
        {
            string still = $"{directive.Name} still has the sample's \"{Short(left.Text)}\"";
            return place == Place.Name
                ? Info.Found(directive.At, still + ": requests for the real name reach this server only while no other listens there")
                : Info.Found(Severity.Error, directive.At, still + ": there is none of that name, and nginx does not start or answers 502");
        }

        if (place != Place.Name || directive.Words.Length < 2 || !directive.Words.Skip(1).All(word => ExamplePattern.IsMatch(word.Text)) || ExamplePattern.IsMatch(deployment.Domain ?? "")) return null;
        return Info.Found(deployment.Domain is null && IsFirst(file, directive.Parent) ? Severity.Info : Severity.Warning, directive.At,
            $"{directive.Name} still says {directive.Argument}, a name for samples: requests for the real name reach this server only while it is the first on its port");
    }

    private static bool IsLeft(NginxDirective directive, NginxWord word) => directive.Name switch
    {
        "proxy_pass" => IsSample(NginxUrl.Host(word.Text)),
        "server_name" => IsSample(word.Text) || CapitalsPattern.IsMatch(word.Text),
        _ => IsSample(word.Text),
    };

    /// <summary>Whether a text has a word of samples in it.</summary>
    public static bool IsSample(string text) => SamplePattern.IsMatch(text) && !text.EndsWith(NoSample, StringComparison.OrdinalIgnoreCase);

    private enum Place
    {
        // A name that requests are compared with.
        Name,

        // Something that must be there when nginx starts or passes on.
        Dead,
    }

    private static Place? PlaceOf(NginxDirective directive) => directive.Name switch
    {
        "server_name" => Place.Name,
        "ssl_certificate" or "ssl_certificate_key" or "proxy_pass" => Place.Dead,
        "server" when directive is { HasBlock: false, Parent.Name: "upstream" } => Place.Dead,
        _ => null,
    };

    // What fills a template fills this.
    private static bool IsTemplates(NginxWord word) =>
        NginxTemplate.IsName(word.At.Source.Name) && NginxTemplate.IsOpen(word.At.Text) || NginxTemplate.HasBranches(word.At.Source.Text) || word.Text.StartsWith('~');

    // The one that takes what no server is named for.
    private static bool IsFirst(NginxFile file, NginxDirective? server) => server is null || file.Servers.All(other =>
        other == server || !Listens(other).Intersect(Listens(server)).Any() || (other.At.Start > server.At.Start && !IsDefault(other)));

    private static IEnumerable<string> Listens(NginxDirective server) => server.FindAll("listen").Select(listen => listen.Argument).DefaultIfEmpty("80");

    private static bool IsDefault(NginxDirective server) => server.FindAll("listen").Any(listen => listen.Words.Any(word => word.Text is "default_server" or "default"));

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
