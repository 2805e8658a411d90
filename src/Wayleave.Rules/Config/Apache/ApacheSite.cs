using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A virtual host, with what it has from the main server; or a file without any, as a whole.</summary>
internal sealed class ApacheSite
{
    private ApacheSite(ApacheFile file, ApacheDirective? host, ImmutableArray<ApacheDirective> own, ImmutableArray<ApacheDirective> main)
    {
        (File, Host, Own, Main) = (file, host, own, main);
        Workers = new ApacheWorkers(Main.Concat(Own).SelectMany(directive => Deep(directive, file)));
        Listener = Listening();
    }

    /// <summary>The file.</summary>
    public ApacheFile File { get; }

    /// <summary>Its <c>VirtualHost</c> section; null where the file has none.</summary>
    public ApacheDirective? Host { get; }

    /// <summary>What stands in it, sections that depend on modules opened.</summary>
    public ImmutableArray<ApacheDirective> Own { get; }

    /// <summary>What it has from the main server.</summary>
    public ImmutableArray<ApacheDirective> Main { get; }

    /// <summary>Its workers and balancers.</summary>
    public ApacheWorkers Workers { get; }

    /// <summary>Where it listens.</summary>
    public Listener Listener { get; }

    /// <summary>Whether it is a <c>.htaccess</c>, whose patterns see paths without their first slash.</summary>
    public bool IsPerDirectory => File.Source.Name.EndsWith(".htaccess", StringComparison.Ordinal);

    /// <summary>The sites of a file.</summary>
    public static ImmutableArray<ApacheSite> Of(ApacheFile file)
    {
        ImmutableArray<ApacheDirective> main = [.. ApacheConditions.Flatten(file.Root, file)];
        ImmutableArray<ApacheDirective> hosts = [.. main.Where(directive => directive.IsSection && directive.Is("VirtualHost"))];
        main = main.RemoveAll(hosts.Contains);
        return hosts.IsEmpty
            ? [new ApacheSite(file, null, main, [])]
            : [.. hosts.Select(host => new ApacheSite(file, host, [.. ApacheConditions.Flatten(host.Block, file)], main))];
    }

    /// <summary>Its <c>Location</c> sections that hold for a path, in the order in which they are merged: later ones win.</summary>
    public IEnumerable<ApacheDirective> Locations(string path) =>
        Main.Concat(Own).Where(directive => ApacheLocations.Is(directive) && ApacheLocations.Takes(directive, path) != false);

    /// <summary>What stands in a section, sections that depend on modules opened.</summary>
    public IEnumerable<ApacheDirective> Inside(ApacheDirective section) => ApacheConditions.Flatten(section.Block, File);

    /// <summary>The directive of that name that holds for a path: of a location, of the site, of the main server; null if there is none.</summary>
    public ApacheDirective? Find(string name, string path) => Locations(path).SelectMany(Inside).LastOrDefault(directive => directive.Is(name)) ?? Find(name);

    /// <summary>The directive of that name that holds in the site; null if there is none.</summary>
    public ApacheDirective? Find(string name) => Own.LastOrDefault(directive => directive.Is(name)) ?? Main.LastOrDefault(directive => directive.Is(name));

    /// <summary>The directives of some names that hold for a path, in the order in which they are carried out.</summary>
    public IEnumerable<ApacheDirective> FindAll(string name, string path) =>
        Main.Concat(Own).Concat(Locations(path).SelectMany(Inside)).Where(directive => directive.Is(name));

    private Listener Listening()
    {
        string address = Host?.Argument ?? "";
        int colon = address.LastIndexOf(':');
        int? port = colon >= 0 && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : null;
        bool tls = Find("SSLEngine") is { } engine ? !engine.Argument.Equals("off", StringComparison.OrdinalIgnoreCase) : port == 443;
        return new Listener(port, tls, Host?.At ?? File.Source.All.Before)
        {
            Names = [.. Own.Where(directive => directive.Is("ServerName") || directive.Is("ServerAlias")).SelectMany(directive => directive.Arguments).Select(word => HostOf(word.Text))],
            Http2 = Find("Protocols")?.Arguments.Any(word => word.Text == "h2") ?? false,
        };
    }

    /// <summary>Whether it could be meant by a host.</summary>
    /// <param name="host">The host that is asked for; null: nobody said.</param>
    public bool Answers(string? host)
    {
        ImmutableArray<string> names = Listener.Names;
        if (host is null || names.IsEmpty || names.Any(name => name.Contains("${", StringComparison.Ordinal))) return true;
        string asked = HostOf(host);
        return names.Any(name => name == asked || (name.StartsWith("*.", StringComparison.Ordinal) && asked.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)));
    }

    // ServerName may have a scheme and a port.
    private static string HostOf(string name)
    {
        string host = name[(name.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..];
        return host[..(host.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? colon : host.Length)].ToLowerInvariant();
    }

    private static IEnumerable<ApacheDirective> Deep(ApacheDirective directive, ApacheFile file) =>
        ApacheLocations.Is(directive) ? ApacheConditions.Flatten(directive.Block, file).Prepend(directive) : [directive];
}
