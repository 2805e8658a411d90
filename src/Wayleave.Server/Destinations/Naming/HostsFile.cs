using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>What <c>/etc/hosts</c> says.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/hosts.5.html">hosts(5)</seealso>
internal sealed class HostsFile
{
    private readonly FrozenDictionary<string, ImmutableArray<IPAddress>> _names;

    private HostsFile(FrozenDictionary<string, ImmutableArray<IPAddress>> names) => _names = names;

    /// <summary>A file without a line.</summary>
    public static HostsFile Empty { get; } = Parse("");

    /// <summary>Reads the file's text; a line that is not understood is passed over, as the C library does.</summary>
    public static HostsFile Parse(string text)
    {
        var names = new Dictionary<string, ImmutableArray<IPAddress>>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n'))
            if (line.Split('#', 2)[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var first, .. var hosts] && IPAddress.TryParse(first, out var address))
                foreach (var host in hosts)
                    names[host] = names.TryGetValue(host, out var known) ? known.Add(address) : [address];
        return new HostsFile(names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The addresses of a name; empty if it is not in the file.</summary>
    public ImmutableArray<IPAddress> Find(string name) => _names.TryGetValue(name.TrimEnd('.'), out var addresses) ? addresses : [];
}
