using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>Whether a rule takes a handshake: yes, no, or null where nobody can know.</summary>
internal static class TraefikMatching
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether it does.</summary>
    /// <param name="rule">The rule; null: one that could not be read.</param>
    /// <param name="handshake">The handshake.</param>
    /// <param name="host">The host that it is for; null: nobody knows.</param>
    public static bool? Takes(TraefikRule? rule, Handshake handshake, string? host) => rule switch
    {
        TraefikRule.And both => And(Takes(both.Left, handshake, host), Takes(both.Right, handshake, host)),
        TraefikRule.Or either => Not(And(Not(Takes(either.Left, handshake, host)), Not(Takes(either.Right, handshake, host)))),
        TraefikRule.Not not => Not(Takes(not.Inner, handshake, host)),
        TraefikRule.Matcher matcher => Matches(matcher, handshake, host),
        _ => null,
    };

    private static bool? Matches(TraefikRule.Matcher matcher, Handshake handshake, string? host)
    {
        string first = matcher.Arguments.FirstOrDefault("");
        switch (matcher.Name)
        {
            case "host":
                if (host is null) return null;
                if (matcher.Arguments.Any(name => IsHost(name, host.Split(':')[0]))) return true;
                return matcher.Arguments.Any(IsOpen) ? null : false;
            case "path":
                return matcher.Arguments.Any(IsOpen) ? null : matcher.Arguments.Contains(handshake.Path);
            case "pathprefix":
                return matcher.Arguments.Any(IsOpen) ? null : matcher.Arguments.Any(path => handshake.Path.StartsWith(path, StringComparison.Ordinal));
            case "pathregexp":
                return Regexp(first, handshake.Path);
            case "method":
                return matcher.Arguments.Contains("GET", StringComparer.OrdinalIgnoreCase);
            case "header" or "headers" when matcher.Arguments is [var name, var value] && handshake.Header(name.ToLowerInvariant()) is { Known: true } header:
                return header.Value is { } sent && (sent == value || string.Equals(name, "connection", StringComparison.OrdinalIgnoreCase));
            case "headerregexp" or "headersregexp" when matcher.Arguments is [var name, var pattern] && handshake.Header(name.ToLowerInvariant()) is { Known: true } header:
                return header.Value is { } text ? Regexp(pattern, text) : false;
            default:
                return null;
        }
    }

    // Since Traefik 3.8 a name may begin with a wildcard.
    private static bool IsHost(string name, string host) =>
        string.Equals(name, host, StringComparison.OrdinalIgnoreCase) || (name.StartsWith('*') && host.EndsWith(name.TrimStart('*'), StringComparison.OrdinalIgnoreCase));

    // A pattern of Traefik 2, or a variable that something else fills in.
    private static bool IsOpen(string argument) => argument.AsSpan().ContainsAny('{', '$', TemplateMask.Hidden);

    private static bool? Regexp(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that Go takes and .NET does not.
            return null;
        }
    }

    private static bool? And(bool? left, bool? right) => left is false || right is false ? false : left is true && right is true ? true : null;

    private static bool? Not(bool? value) => !value;
}
