using System.Buffers;
using static Wayleave.Probing.Pages.Scripts.ScriptValue;

namespace Wayleave.Probing.Pages.Scripts;

/// <summary>The members of <c>location</c>, strings and URLs that pages build a socket's URL with.</summary>
internal static class ScriptMembers
{
    private static readonly SearchValues<char> PatternSymbols = SearchValues.Create("\\.*+?()[]{}|^$");

    /// <summary>A value's member.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="page">The page's URL.</param>
    public static ScriptValue Of(ScriptValue value, string name, Uri page) => (value, name) switch
    {
        (Global, "location") => new Location(),
        (Global, "window" or "document" or "self") => value,
        (Global, "getElementById" or "parse") => new Method(value, name),
        (Global, "baseURI" or "URL") => new Text(page.AbsoluteUri),
        (Location, _) => UrlMember(page, name),
        (Text, "replace" or "replaceAll" or "startsWith" or "includes" or "concat" or "toString" or "trim" or "slice" or "substring") => new Method(value, name),
        (Text text, _) when Uri.TryCreate(text.Value, UriKind.Absolute, out var url) => UrlMember(url, name),
        (Members members, _) => members.Values.GetValueOrDefault(name, Unknown.Value),
        _ => Unknown.Value,
    };

    /// <summary>What a call gives.</summary>
    /// <param name="called">What is called.</param>
    /// <param name="arguments">With what.</param>
    public static ScriptValue Call(ScriptValue called, IReadOnlyList<ScriptValue> arguments)
    {
        if (called is not Method { Of: Text text, Name: var name })
            return Unknown.Value;
        return (name, arguments) switch
        {
            ("replace" or "replaceAll", [Text from, Text to]) => text with { Value = ReplaceFirst(text.Value, from.Value, to.Value) },
            ("replace" or "replaceAll", [Pattern pattern, Text to]) => ReplacePattern(text, pattern.Source, to.Value),
            ("startsWith", [Text start]) => new Truth(text.Value.StartsWith(start.Value, StringComparison.Ordinal)),
            ("includes", [Text part]) => new Truth(text.Value.Contains(part.Value, StringComparison.Ordinal)),
            ("concat", [Text end]) => new Text(text.Value + end.Value, text.Certain && end.Certain),
            ("toString" or "trim", _) => text,
            _ => Unknown.Value,
        };
    }

    private static ScriptValue UrlMember(Uri url, string name) => name switch
    {
        "protocol" => new Text(url.Scheme + ":"),
        "host" => new Text(url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}"),
        "hostname" => new Text(url.IdnHost),
        "port" => new Text(url.IsDefaultPort ? "" : $"{url.Port}"),
        "pathname" => new Text(url.AbsolutePath),
        "search" => new Text(url.Query),
        "hash" => new Text(url.Fragment),
        "origin" => new Text(url.GetLeftPart(UriPartial.Authority)),
        "href" or "toString" => new Text(url.AbsoluteUri),
        _ => Unknown.Value,
    };

    private static string ReplaceFirst(string text, string from, string to) =>
        text.IndexOf(from, StringComparison.Ordinal) is var at and >= 0 ? string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)) : text;

    // The patterns that people use here are literal words with anchors; anything richer is not worth a guess.
    private static ScriptValue ReplacePattern(Text text, string pattern, string to)
    {
        var word = pattern.TrimStart('^').TrimEnd('$').Replace("\\/", "/", StringComparison.Ordinal);
        if (word.AsSpan().ContainsAny(PatternSymbols))
            return Unknown.Value;
        var applies = !pattern.StartsWith('^') || text.Value.StartsWith(word, StringComparison.Ordinal);
        return applies && pattern is not [.., '$'] ? text with { Value = ReplaceFirst(text.Value, word, to) } : text;
    }
}
