using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A request header is changed: <c>request_header</c> for all that follows, <c>header_up</c> for one upstream.</summary>
/// <param name="At">The line that says so.</param>
/// <param name="Name">The header, in lower case; may end with <c>*</c> where headers are taken away.</param>
/// <param name="Operation"><c>=</c> sets, <c>+</c> adds, <c>-</c> takes away, <c>?</c> what cannot be known.</param>
/// <param name="Value">The value as written.</param>
internal sealed record CaddyHeaderChange(Span At, string Name, char Operation, string Value) : CaddyStep(At)
{
    // The headers of which rules ask; wildcards take away any.
    private static readonly string[] s_known = ["upgrade", "connection", "host", "origin", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-for"];

    /// <summary>What a Caddyfile's words say.</summary>
    /// <param name="at">The line.</param>
    /// <param name="words">The field with its sign, the value, and perhaps a replacement.</param>
    public static CaddyHeaderChange? Of(Span at, ImmutableArray<CaddyWord> words)
    {
        if (words.IsEmpty || words[0].Text.Length == 0) return null;
        string field = words[0].Text.TrimEnd(':');
        if (field.StartsWith('-')) return new CaddyHeaderChange(at, field[1..].ToLowerInvariant(), '-', "");
        string value = words.Length > 1 ? words[1].Text : "";
        if (field.StartsWith('+')) return new CaddyHeaderChange(at, field[1..].ToLowerInvariant(), '+', value);
        char operation = words.Length > 2 || field[0] is '?' or '>' ? '?' : '=';
        return new CaddyHeaderChange(at, field.TrimStart('?', '>').ToLowerInvariant(), operation, value);
    }

    /// <summary>The headers afterwards.</summary>
    /// <param name="headers">Before.</param>
    /// <param name="request">What is asked, for those that stand in neither.</param>
    /// <param name="fill">The value of a text with placeholders; null if it cannot be known.</param>
    public ImmutableDictionary<string, HeaderFate> Of(ImmutableDictionary<string, HeaderFate> headers, Handshake request, Func<string, string?> fill)
    {
        if (Name.EndsWith('*') || Name.StartsWith('*'))
        {
            string part = Name.Trim('*');
            foreach (string name in s_known.Where(name => name.Contains(part, StringComparison.Ordinal)))
                headers = headers.SetItem(name, HeaderFate.Gone(At));
            return headers;
        }

        HeaderFate before = headers.GetValueOrDefault(Name) ?? request.Header(Name);
        string? value = fill(Value);
        return headers.SetItem(Name, Operation switch
        {
            '-' => HeaderFate.Gone(At),
            '=' when value is not null => HeaderFate.Is(value, At),
            '+' when value is not null && before.Known => HeaderFate.Is(before.Value is null ? value : before.Value + ", " + value, At) with { Count = before.Value is null ? 1 : before.Count + 1 },
            _ => HeaderFate.Unknown(At),
        });
    }
}
