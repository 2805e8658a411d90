using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>A rule of a tunnel: which requests it takes, and the service that they go to.</summary>
/// <param name="Node">What is written of it.</param>
/// <param name="Service">Its service; null if it has none.</param>
/// <param name="Common">The settings towards the origin that hold for every rule.</param>
public sealed record CloudflaredRule(DataMap Node, DataEntry? Service, DataNode? Common)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The host name that it takes, which may begin with <c>*.</c>; null: any.</summary>
    public string? HostName => Node["hostname"]?.Text is { Length: > 0 } name ? name : null;

    /// <summary>The regular expression that it takes paths by; null: any path.</summary>
    public string? Path => Node["path"]?.Text is { Length: > 0 } path ? path : null;

    /// <summary>A setting towards the origin: its own, or the one for all.</summary>
    public DataEntry? Origin(string name) => (Node["originRequest"] as DataMap)?.Find(name) ?? (Common as DataMap)?.Find(name);

    /// <summary>Whether it takes a handshake; null where nobody can know.</summary>
    public bool? Takes(Handshake handshake, string? host)
    {
        if (HostName is { } name && !TakesHost(name, host ?? name)) return false;
        if (Path is null) return true;
        try
        {
            return Regex.IsMatch(handshake.Path, Path, RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that Go takes and .NET does not.
            return null;
        }
    }

    /// <summary>Whether a rule's host name takes another rule's, or a host.</summary>
    public static bool TakesHost(string name, string host) =>
        string.Equals(name, host, StringComparison.OrdinalIgnoreCase) || name == "*" || (name.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase));
}
