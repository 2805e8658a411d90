using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>The names that a server answers for.</summary>
internal static class NginxNames
{
    // More names than this are not tried one by one.
    private const int MaxTried = 8;

    /// <summary>The names as written.</summary>
    public static ImmutableArray<string> Of(NginxDirective server) =>
        [.. server.FindAll("server_name").SelectMany(names => names.Words.Skip(1)).Select(word => word.Text)];

    /// <summary>Hosts that a server of these names would be asked for: the plain names, and one for each pattern; none where no name says one.</summary>
    public static ImmutableArray<string> Examples(ImmutableArray<string> names) => [.. names.Select(Example).OfType<string>().Distinct().Take(MaxTried)];

    /// <summary>How well a name fits a host, as nginx ranks it: 0 exactly, 1 by a leading asterisk, 2 by a trailing one, 3 by an expression; null: not at all.</summary>
    public static int? Fits(string name, string host)
    {
        if (name.StartsWith('~')) return NginxRegex.Match(name[1..], host, insensitive: true, out _) == true ? 3 : null;
        if (string.Equals(name, host, StringComparison.OrdinalIgnoreCase)) return 0;
        if (name.StartsWith("*.", StringComparison.Ordinal)) return host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase) ? 1 : null;
        // ".example.com" is the name itself and all below it.
        if (name.StartsWith('.')) return string.Equals(name[1..], host, StringComparison.OrdinalIgnoreCase) ? 0 : host.EndsWith(name, StringComparison.OrdinalIgnoreCase) ? 1 : null;
        return name.EndsWith(".*", StringComparison.Ordinal) && host.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase) ? 2 : null;
    }

    private static string? Example(string name)
    {
        if (name is "" or "_" or "*" or "localhost" || name.Contains('$', StringComparison.Ordinal) || name.Contains('{', StringComparison.Ordinal) || name.StartsWith('~')) return null;
        if (name.StartsWith("*.", StringComparison.Ordinal)) return "any" + name[1..];
        if (name.StartsWith('.')) return name[1..];
        return name.EndsWith(".*", StringComparison.Ordinal) ? name[..^1] + "example" : name;
    }
}
