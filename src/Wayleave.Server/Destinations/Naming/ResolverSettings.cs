using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>What <c>resolv.conf</c> says.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/resolv.conf.5.html">resolv.conf(5)</seealso>
internal sealed record ResolverSettings
{
    private const int DnsPort = 53;
    private const int MaxServers = 3; // MAXNS of resolv.conf(5)
    private const int MaxSearch = 32;

    /// <summary>The name servers, in the order to ask them; at most 3.</summary>
    public ImmutableArray<IPEndPoint> Servers { get; init; } = [];

    /// <summary>The domains in which short names are looked for.</summary>
    public ImmutableArray<string> Search { get; init; } = [];

    /// <summary>A name with as many dots is first asked for as it is. Default 1, 0 to 15.</summary>
    public int Dots { get; init; } = 1;

    /// <summary>How long one server may take. Default 2 s, 1 to 30 s. (The C library waits 5 s; a request waits for us.)</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often each server is asked. Default 2, 1 to 5.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Reads the file's text; what is not understood is passed over, as the C library does.</summary>
    public static ResolverSettings Parse(string text)
    {
        var settings = new ResolverSettings();
        foreach (var line in text.Split('\n'))
        {
            // A comment's sign stands at the beginning of a line or, by custom, after a value.
            var words = line.Split(['#', ';'], 2)[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            settings = words switch
            {
                ["nameserver", var server, ..] when IPAddress.TryParse(server, out var address) && settings.Servers.Length < MaxServers =>
                    settings with { Servers = settings.Servers.Add(new IPEndPoint(address, DnsPort)) },
                ["domain", var domain, ..] => settings with { Search = [domain.Trim('.')] },
                ["search", .. var domains] => settings with { Search = [.. domains.Select(domain => domain.Trim('.')).Where(domain => domain.Length > 0).Take(MaxSearch)] },
                ["options", .. var options] => options.Aggregate(settings, (before, option) => before.With(option)),
                _ => settings,
            };
        }

        return settings;
    }

    /// <summary>The full names that a name may stand for, in the order to ask for them.</summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (name.EndsWith('.'))
            return [name[..^1]];
        var searched = Search.Select(domain => $"{name}.{domain}");
        return name.Count(letter => letter == '.') >= Dots ? searched.Prepend(name) : searched.Append(name);
    }

    private ResolverSettings With(string option) => option.Split(':') switch
    {
        ["ndots", var dots] when Number(dots) is { } number => this with { Dots = Math.Clamp(number, 0, 15) },
        ["timeout", var seconds] when Number(seconds) is { } number => this with { Timeout = TimeSpan.FromSeconds(Math.Clamp(number, 1, 30)) },
        ["attempts", var attempts] when Number(attempts) is { } number => this with { Attempts = Math.Clamp(number, 1, 5) },
        _ => this,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
