namespace Wayleave.Protocol.Carry.Pages;

/// <summary>
/// The entity tags of changed pages: the app's tag, and behind it a mark that says what was changed. A browser asks with it whether the page is
/// still the same, and the app is asked with its own one.
/// </summary>
/// <remarks>
/// They are weak (RFC 9110 §8.8.1): a page that was packed again may differ from the one before in its bytes, and no part of it can stand beside
/// a part of the app's.
/// </remarks>
public static class PageTag
{
    private const string Weak = "W/";

    /// <summary>The tag of the changed page.</summary>
    /// <param name="tag">The app's tag.</param>
    /// <param name="version">What was changed, of letters and digits.</param>
    /// <returns>Null: this is no entity tag.</returns>
    public static string? Mark(string tag, string version)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var isWeak = tag.StartsWith(Weak, StringComparison.Ordinal);
        var opaque = OpaqueOf(tag);
        return opaque.Length >= 2 && opaque[0] == '"' && opaque.IndexOf('"', 1) == opaque.Length - 1 ? $"{Weak}{opaque[..^1]}{EndOf(version, isWeak)}" : null;
    }

    /// <summary>The app's tag again.</summary>
    /// <param name="tag">A tag that was asked for.</param>
    /// <param name="version">What is changed now.</param>
    /// <returns>Null: it is no tag of a page that was changed in this way.</returns>
    public static string? Unmark(string tag, string version)
    {
        ArgumentNullException.ThrowIfNull(tag);
        // A hop that packed the page strongly may have left out that it is weak; comparing is weak here in any case (RFC 9110 §13.1.2).
        var opaque = OpaqueOf(tag);
        foreach (var isWeak in (ReadOnlySpan<bool>)[false, true])
            if (EndOf(version, isWeak) is var end && opaque.Length > end.Length && opaque[0] == '"' && opaque.EndsWith(end, StringComparison.Ordinal))
                return $"{(isWeak ? Weak : "")}{opaque[..^end.Length]}\"";
        return null;
    }

    /// <summary>Whether two tags are of the same page, as a browser compares them that asks whether it is still the same: weakly.</summary>
    /// <param name="one">A tag.</param>
    /// <param name="other">Another one.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.2">RFC 9110 §8.8.3.2</seealso>
    public static bool AreSame(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return OpaqueOf(one) == OpaqueOf(other);
    }

    /// <summary>The tags in a list; a comma may stand within one.</summary>
    /// <param name="list">What <c>If-None-Match</c> says.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110 §13.1.2</seealso>
    public static IEnumerable<string> Split(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var (begin, quoted) = (0, false);
        for (var i = 0; i <= list.Length; i++)
        {
            if (i < list.Length && list[i] == '"')
                quoted = !quoted;
            if (i < list.Length && (quoted || list[i] != ','))
                continue;
            if (list[begin..i].Trim() is { Length: > 0 } tag)
                yield return tag;
            begin = i + 1;
        }
    }

    private static string OpaqueOf(string tag) => tag.StartsWith(Weak, StringComparison.Ordinal) ? tag[Weak.Length..] : tag;

    private static string EndOf(string version, bool isWeak) => $".wl{version}{(isWeak ? 'w' : 's')}\"";
}
