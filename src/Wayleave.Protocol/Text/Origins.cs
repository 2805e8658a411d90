namespace Wayleave.Protocol.Text;

/// <summary>The page's Origin, as typed for <c>--page-origin</c>.</summary>
public static class Origins
{
    /// <summary>What is wrong with an Origin and what to do; null if it is one (RFC 6454 §6.2), or <c>null</c>.</summary>
    /// <param name="text">What was typed.</param>
    public static string? Wrong(string text)
    {
        if (text == "null") return null;
        string shown = Printable.Short(text, 80);
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark <= 0) return $"'{shown}' is not an Origin: write its scheme too, https://{shown}";
        string authority = text[(mark + 3)..];
        int slash = authority.AsSpan().IndexOfAny('/', '?', '#');
        if (slash >= 0) return $"'{shown}': an Origin has no path and no slash at its end; write {Printable.Short(text[..(mark + 3 + slash)], 80)}";
        return authority.Length == 0 || authority.Any(c => c <= ' ' || c == '\u007F') || !Uri.TryCreate(text, UriKind.Absolute, out _)
            ? $"'{shown}' is not an Origin; write https://HOST or https://HOST:PORT"
            : null;
    }
}
