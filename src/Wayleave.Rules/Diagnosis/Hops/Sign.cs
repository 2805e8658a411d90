using System.Text.RegularExpressions;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>One mark in an answer by which a product is recognised.</summary>
/// <param name="Text">The mark in words, as reports show it: <c>cf-ray header</c>.</param>
/// <param name="Shows">Whether an answer carries it.</param>
internal sealed record Sign(string Text, Func<HttpExchange, bool> Shows)
{
    /// <summary>A header is there, whatever its value.</summary>
    /// <param name="name">The header's name.</param>
    public static Sign Header(string name) => new($"{name} header", e => e.Header(name) is not null);

    /// <summary>A header's value contains a text, whatever the case.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="part">The text.</param>
    public static Sign Header(string name, string part) =>
        new($"{name}: {part}", e => e.Headers(name).Any(v => v.Contains(part, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The Server header's value begins with a text, whatever the case.</summary>
    /// <param name="start">The text.</param>
    public static Sign Server(string start) =>
        new($"server: {start}", e => e.Headers("Server").Any(v => v.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The body contains a text.</summary>
    /// <param name="part">The text, which also names the sign.</param>
    public static Sign Body(string part) => new($"\"{part}\" in the body", e => e.Body.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>The body is a text and nothing else but white space around it.</summary>
    /// <param name="text">The text.</param>
    public static Sign WholeBody(string text) => new($"the body \"{text}\"", e => e.Body.AsSpan().Trim().SequenceEqual(text));

    /// <summary>The body matches a pattern.</summary>
    /// <param name="text">The sign in words.</param>
    /// <param name="pattern">The pattern.</param>
    public static Sign Body(string text, Regex pattern) => new(text, e => pattern.IsMatch(e.Body));

    /// <summary>The answer sets a cookie whose name begins with a text.</summary>
    /// <param name="start">The text.</param>
    public static Sign Cookie(string start) =>
        new($"{start} cookie", e => e.Headers("Set-Cookie").Any(v => v.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The Via header names a product.</summary>
    /// <param name="part">The text in it.</param>
    public static Sign Via(string part) => Header("Via", part);

    /// <summary>Both signs together.</summary>
    /// <param name="other">The other sign.</param>
    public Sign And(Sign other) => new($"{Text}, {other.Text}", e => Shows(e) && other.Shows(e));

    /// <summary>The sign, only on an answer of such a status.</summary>
    /// <param name="statuses">The statuses.</param>
    public Sign On(params int[] statuses) => new(Text, e => e.Status is { } s && statuses.Contains(s) && Shows(e));

    /// <summary>The sign, only on an answer that has no body.</summary>
    public Sign WithoutBody() => new($"{Text}, no body", e => e.Body.Length == 0 && !e.BodyCut && Shows(e));
}
