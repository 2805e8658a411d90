using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The lines that an nginx location lacks.</summary>
internal static class NginxMending
{
    private const string Header = "proxy_set_header";

    /// <summary>Adds what a handshake lacks; null where that is not surely right.</summary>
    public static LintFix? Upgrade(Deployment deployment, Crossing crossing)
    {
        if (Location(deployment, crossing) is not var (file, location) || UpgradeHeaders.Missing(crossing) is not { Length: > 0 } missing) return null;
        // What takes a header out is a person's own will, and in a map it may serve others.
        if (missing.Any(name => crossing.Sent(name.ToLowerInvariant()).Where is not null)) return null;
        List<string> lines = [];
        if (crossing.Passage.Version is null or { Value: { Major: 1, Minor: 0 } }) lines.Add("proxy_http_version 1.1;");
        lines.AddRange(Outer(location));
        lines.AddRange(crossing.Passage.Lost.Values.OrderBy(line => line.Start).Select(line => line.Text));
        missing = [.. missing.Where(name => !crossing.Passage.Lost.ContainsKey(name.ToLowerInvariant()))];
        if (missing.Contains("Upgrade")) lines.Add($"{Header} Upgrade $http_upgrade;");
        if (missing.Contains("Connection")) lines.Add($"{Header} Connection {Connection(file)};");
        return Add("Send HTTP/1.1, Upgrade and Connection on here.", crossing, location, lines);
    }

    /// <summary>Repeats headers of the outer level.</summary>
    public static LintFix? Repeat(Deployment deployment, Crossing crossing, IReadOnlyCollection<string> names) =>
        Location(deployment, crossing) is var (_, location)
            ? Add("Repeat the outer level's headers here.", crossing, location, [.. names.Select(name => crossing.Passage.Lost[name].Text)])
            : null;

    /// <summary>Adds lines behind the <c>proxy_pass</c>.</summary>
    public static LintFix? Behind(Deployment deployment, Crossing crossing, string summary, params string[] lines) =>
        Location(deployment, crossing) is var (_, location) ? Add(summary, crossing, location, [.. lines]) : null;

    private static LintFix? Add(string summary, Crossing crossing, NginxDirective location, List<string> lines)
    {
        Span pass = crossing.Passage.At;
        bool inside = location.Block.Any(directive => directive.At == pass);
        // A snippet that others include too is theirs as well.
        if (pass.Source != location.At.Source) return null;
        if (inside) return new LintFix(summary, [.. lines.Distinct().Select(line => Edit.NewLine(pass, line)).Aggregate((Edit?)null, (all, line) => all is null ? line : all with { Text = all.Text + line.Text }) is { } one ? [one] : Array.Empty<Edit>()]);
        // A header may not stand in an if: it goes to the location's beginning.
        return LintFix.Of(summary, new Edit(location.At.After, string.Concat(lines.Distinct().Select(line => Edit.LineEnd(pass.Source) + location.At.Indent + "    " + line))));
    }

    // A location without headers of its own has the outer ones, and would lose them by the first that it gets.
    private static IEnumerable<string> Outer(NginxDirective location) => location.Find(Header) is not null
        ? []
        : NginxInheritance.Array(location, Header).Where(set => !string.Equals(set.Argument, "Upgrade", StringComparison.OrdinalIgnoreCase) && !string.Equals(set.Argument, "Connection", StringComparison.OrdinalIgnoreCase)).Select(set => set.At.Text);

    // The file's own map for it, if it has one that says "upgrade" to a handshake; else the word itself.
    private static string Connection(NginxFile file)
    {
        var maps = new NginxMaps(file);
        var variables = new NginxVariables(maps, new NginxRequest { Handshake = new Handshake { Path = "/" }, Uri = "/" });
        string? map = maps.Over("http_upgrade").Order(StringComparer.Ordinal).FirstOrDefault(name => string.Equals(variables.Value("$" + name).Only, "upgrade", StringComparison.OrdinalIgnoreCase));
        return map is null ? "\"upgrade\"" : "$" + map;
    }

    private static (NginxFile File, NginxDirective Location)? Location(Deployment deployment, Crossing crossing)
    {
        foreach (NginxFile file in deployment.Of<NginxFile>())
        {
            if (file.Named("proxy_pass").FirstOrDefault(directive => directive.At == crossing.Passage.At) is { } pass && pass.Outwards().FirstOrDefault(level => level.Name == "location") is { } location) return (file, location);
        }

        return null;
    }
}
