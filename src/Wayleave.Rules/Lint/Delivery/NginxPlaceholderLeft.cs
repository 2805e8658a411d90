using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An nginx file still has a name in it that was meant to be replaced: <c>YOUR-DOMAIN.COM</c>.</summary>
internal sealed class NginxPlaceholderLeft : ILintRule
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private const RegexOptions Safe = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // Words of samples: your-domain.com, <your domain>, CHANGE_ME, __DOMAIN__, {{ domain }}, domain.tld.
    private static readonly Regex s_sample = new(
        @"(^|[^a-z])your[-_. ]?(own[-_.]?|real[-_.]?|public[-_.]?|sub[-_.]?|actual[-_.]?)?(domain|site|server|host|app|company|website|backend|ip|user|name|service|api|url|tunnel|instance|project|org|address|port|cert|cert(ificate)?|key|elb|alb|load)|(^|[^a-z])my-?(domain|website)\b" +
        @"|change[-_]?(me|this)|replace[-_]?(me|this|with)|(^|[^a-z])(todo|fixme|placeholder)([^a-z]|$)|insert[-_]|(^|[^a-z])xxx+([^a-z]|$)|x\.x\.x\.x|<[a-z][\w .-]*>?|\{\{|__[a-z][a-z_]*__|(^|[/.])domain\.(com|org|net|name)\b|\.tld\b|%[a-z_]+%",
        Safe | RegexOptions.IgnoreCase);
    private static readonly Regex s_capitals = new(@"^[A-Z]+(_[A-Z]+)+$|^DOMAIN$|^HOSTNAME$", Safe);
    private static readonly Regex s_example = new(@"^(www\.)?example\.(com|org|net)$", Safe | RegexOptions.IgnoreCase);

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
        from file in deployment.Of<NginxFile>()
        from directive in file.All
        let place = PlaceOf(directive)
        where place is not null
        let word = directive.Words.Skip(1).FirstOrDefault(word => !IsTemplates(word) && (s_sample.IsMatch(word.Text) || (directive.Name == "server_name" && s_capitals.IsMatch(word.Text))))
        let example = directive.Name == "server_name" && word is null ? directive.Words.Skip(1).FirstOrDefault(word => s_example.IsMatch(word.Text)) : null
        where word is not null || (example is not null && !s_example.IsMatch(deployment.Domain ?? "") && directive.Words.Skip(1).All(word => s_example.IsMatch(word.Text)))
        select word is not null
            ? Info.Found(place == Place.Dead ? Severity.Error : Severity.Warning, directive.At, place == Place.Dead
                ? $"{directive.Name} still has the sample's \"{Short(word.Text)}\": there is none of that name, and nginx does not start or answers 502"
                : $"{directive.Name} still has the sample's \"{Short(word.Text)}\": requests for the real name reach this server only while no other listens there")
            : Info.Found(IsAlone(file, directive.Parent) && deployment.Domain is null ? Severity.Info : Severity.Warning, directive.At,
                $"{directive.Name} still says {example!.Text}, a name for samples: requests for the real name reach this server only while it is the first on its port");

    /// <summary>Whether a text has a word of samples in it.</summary>
    public static bool IsSample(string text) => s_sample.IsMatch(text);

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

    private static bool IsAlone(NginxFile file, NginxDirective? server) =>
        file.Servers.All(other => other == server || !Listens(other).Intersect(Listens(server!)).Any() || other.At.Start > server!.At.Start && !IsDefault(other));

    private static IEnumerable<string> Listens(NginxDirective server) => server.FindAll("listen").Select(listen => listen.Argument).DefaultIfEmpty("80");

    private static bool IsDefault(NginxDirective server) => server.FindAll("listen").Any(listen => listen.Words.Any(word => word.Text is "default_server" or "default"));

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
