using System.Collections.Immutable;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Forwarding;

/// <summary>What one hop says in <c>Forwarded</c>.</summary>
/// <param name="For">The node that it speaks for; null if it does not say.</param>
/// <param name="Proto">The scheme; null if it does not say.</param>
/// <param name="Host">The Host that it got; null if it does not say.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239 §4</seealso>
internal readonly record struct ForwardedElement(string? For, string? Proto, string? Host)
{
    /// <summary>All elements in their order; none if there is no such header, or if it is not well formed: then no part of it can be told.</summary>
    /// <param name="headers">The headers.</param>
    public static ImmutableArray<ForwardedElement> ReadAll(HeaderLines headers)
    {
        var elements = ImmutableArray.CreateBuilder<ForwardedElement>();
        if (!TrySplit(string.Join(',', headers.All("Forwarded")), ',', out var texts))
            return [];
        foreach (var text in texts)
        {
            if (!TrySplit(text, ';', out var pairs))
                return [];
            var element = default(ForwardedElement);
            foreach (var pair in pairs)
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0 || Unquote(pair[(equals + 1)..]) is not { } value)
                    return [];
                element = pair[..equals].ToLowerInvariant() switch
                {
                    "for" => element with { For = value },
                    "proto" => element with { Proto = value },
                    "host" => element with { Host = value },
                    _ => element,
                };
            }

            elements.Add(element);
        }

        return elements.ToImmutable();
    }

    /// <summary>The element as it is written: what is no token is quoted, IPv6 in brackets within (RFC 7239 §6).</summary>
    public override string ToString() =>
        string.Join(';', new[] { ("for", For), ("host", Host), ("proto", Proto) }.Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Quote(pair.Item2!)}"));

    private static string Quote(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '~') ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string? Unquote(string value)
    {
        if (!value.StartsWith('"'))
            return value.Contains('"', StringComparison.Ordinal) ? null : value;
        if (value.Length < 2 || !value.EndsWith('"'))
            return null;
        var text = new StringBuilder();
        for (var i = 1; i < value.Length - 1; i++)
            text.Append(value[i] == '\\' && i + 1 < value.Length - 1 ? value[++i] : value[i]);
        return text.ToString();
    }

    /// <summary>Parts between separators that stand outside quotes, without empty ones; false if a quote is not closed.</summary>
    private static bool TrySplit(string text, char separator, out List<string> parts)
    {
        parts = [];
        var (start, quoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && quoted && text[i] == '\\')
                i++;
            else if (i < text.Length && text[i] == '"')
                quoted = !quoted;
            else if (i == text.Length || (text[i] == separator && !quoted))
            {
                if (text[start..Math.Min(i, text.Length)].Trim(' ', '\t') is { Length: > 0 } part)
                    parts.Add(part);
                start = i + 1;
            }
        }

        return !quoted;
    }
}
