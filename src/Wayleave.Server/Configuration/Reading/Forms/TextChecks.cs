using System.Buffers;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>What is wrong with texts of certain kinds, and what would be right; null if nothing is.</summary>
internal static class TextChecks
{
    // RFC 9110 §5.6.2: token.
    private static readonly SearchValues<char> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly string[] s_hashed = ["address", "header:", "cookie:", "query:"];

    /// <summary>A path that routes: whole segments, <c>{param}</c> for one of them.</summary>
    public static string? RoutePath(string path)
    {
        string shown = Printable.Short(path, 80);
        if (PlainPath(path) is { } wrong) return wrong;
        if (path.Contains('?', StringComparison.Ordinal)) return $"'{shown}' has a query, and routes go by the path alone; write {Printable.Short(path.Split('?')[0], 80)}";
        if (path.Contains('*', StringComparison.Ordinal)) return $"'{shown}': a path takes all that is below it; write {Printable.Short(BeforeStar(path), 80)}, or {{name}} for one segment";
        var names = new HashSet<string>();
        foreach (string segment in path.Split('/'))
        {
            if (segment is "." or "..") return $"'{shown}': {segment} is resolved before routing and never matches; take it out";
            if (segment.AsSpan().IndexOfAny('{', '}') < 0) continue;
            string name = segment.Trim('{', '}');
            bool whole = segment == $"{{{name}}}" && name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
            if (!whole) return $"'{shown}': {Printable.Short(segment, 40)} is no parameter; write {{name}} as a whole segment";
            if (!names.Add(name)) return $"'{shown}': {{{name}}} stands twice; give them different names";
        }

        return null;
    }

    /// <summary>A path that is asked for or put before others; it may have a query.</summary>
    public static string? PlainPath(string path)
    {
        string shown = Printable.Short(path, 80);
        if (!path.StartsWith('/')) return $"'{shown}' does not begin with a slash; write /{(path.Contains("://", StringComparison.Ordinal) ? "" : shown)}";
        if (path.Contains("//", StringComparison.Ordinal)) return $"'{shown}' has an empty segment; write it with single slashes";
        if (path.Any(c => c is <= ' ' or '\u007F' or '\\' or '#')) return $"'{shown}' holds a space, a backslash or a #; write it as %20, %5C or %23";
        return null;
    }

    /// <summary>A prefix that is taken off or put before.</summary>
    public static string? Prefix(string path) =>
        PlainPath(path) ?? (path.AsSpan().IndexOfAny('?', '{', '*') >= 0 ? $"'{Printable.Short(path, 80)}' must be plain: no query, no parameter, no star" : null);

    /// <summary>A cookie's name.</summary>
    public static string? CookieName(string name) =>
        name.AsSpan().ContainsAnyExcept(s_token) ? $"'{Printable.Short(name, 40)}' is not a cookie's name: letters, digits, dashes and underscores" : null;

    /// <summary>What is hashed.</summary>
    public static string? HashBy(string text)
    {
        string shown = Printable.Short(text, 60);
        if (text == "address") return null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? text : text[..(colon + 1)];
        string name = text[kind.Length..];
        bool isName = name.Length > 0 && !name.AsSpan().ContainsAnyExcept(s_token);
        if (!s_hashed.Contains(kind))
        {
            string hint = s_hashed.Contains(kind + ":") ? $"write {kind}:NAME"
                : NearestName.To(kind, s_hashed) is { } near ? $"did you mean {(near.EndsWith(':') ? near + (isName ? Printable.Short(name, 60) : "NAME") : near)}?"
                : "write address, header:NAME, cookie:NAME or query:NAME";
            return $"'{shown}' cannot be hashed; {hint}";
        }

        return isName ? null : $"'{shown}': {(name.Length == 0 ? "a name must follow" : $"'{Printable.Short(name, 40)}' is no name")}; write {kind}NAME";
    }

    private static string BeforeStar(string path) => path[..path.IndexOf('*', StringComparison.Ordinal)].TrimEnd('/') is { Length: > 0 } before ? before : "/";
}
