using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Code;

/// <summary>Reads the values that stand in a row of pieces: literals, lists, keyword lists, maps, objects. What is more than a literal is unknown.</summary>
/// <param name="tokens">The pieces, without blanks, comments and line ends.</param>
/// <param name="language">The language.</param>
/// <param name="known">What a name has been given before; null if that is not known.</param>
internal sealed class CodeValues(ImmutableArray<CodeToken> tokens, CodeLanguage language, Func<string, DataNode?> known)
{
    // Deeper than any settings file, and far from the stack's end.
    private const int MaxDepth = 64;

    private int _at;

    /// <summary>The values between the commas, up to the end or a bracket that none of them opened. Pairs (<c>host: "a", port: 1</c>) come together as one mapping, the last.</summary>
    public ImmutableArray<DataNode> Read() => tokens.IsEmpty ? [] : Items(0);

    private bool Is(string text) => _at < tokens.Length && tokens[_at].Is(text);

    private bool IsAt(int at, string text) => at < tokens.Length && tokens[at].Is(text);

    private bool AtEnd => _at >= tokens.Length || Is(",") || Is(")") || Is("]") || Is("}");

    private ImmutableArray<DataNode> Items(int depth)
    {
        ImmutableArray<DataNode>.Builder items = ImmutableArray.CreateBuilder<DataNode>();
        ImmutableArray<DataEntry>.Builder pairs = ImmutableArray.CreateBuilder<DataEntry>();
        while (_at < tokens.Length && !Is(")") && !Is("]") && !Is("}"))
        {
            if (Is(","))
            {
                _at++;
                continue;
            }

            if (Key() is { } key)
            {
                pairs.Add(new DataEntry(key.At, key.Name, Value(depth)));
                continue;
            }

            DataNode value = Value(depth);
            if (IsAt(_at, "=") && IsAt(_at + 1, ">"))
            {
                // `"a" => 1`, `:a => 1`: a value is the key.
                _at += 2;
                pairs.Add(new DataEntry(value.At, value.Text?.TrimStart(':') ?? "", Value(depth)));
            }
            else
            {
                items.Add(value);
            }
        }

        if (pairs.Count > 0) items.Add(new DataMap(pairs[0].KeyAt.To(pairs[^1].Value.At), pairs.ToImmutable()));
        return items.ToImmutable();
    }

    // `host:` or `"host":`. In Elixir and Ruby the colon touches the key, else it begins a symbol.
    private (Span At, string Name)? Key()
    {
        CodeToken token = tokens[_at];
        if (!IsAt(_at + 1, ":") || (IsAt(_at + 2, ":") && tokens[_at + 1].Touches(tokens[_at + 2])) || token.Kind is not (CodeTokenKind.Name or CodeTokenKind.Text or CodeTokenKind.Number)) return null;
        if (language is not CodeLanguage.Script && !token.Touches(tokens[_at + 1])) return null;
        string? name = token.Kind == CodeTokenKind.Text ? CodeText.Value(token, language).Text : token.At.Text;
        _at += 2;
        return (token.At, name ?? "");
    }

    // A value up to the next comma or closing bracket. More than a literal is unknown.
    private DataNode Value(int depth)
    {
        if (AtEnd) return new CodeUnknown(tokens[Math.Min(_at, tokens.Length - 1)].At.Before);
        int start = _at;
        DataNode value = depth > MaxDepth ? new CodeUnknown(tokens[_at].At) : Primary(depth);
        SkipNothing();
        if (AtEnd || (IsAt(_at, "=") && IsAt(_at + 1, ">") && language is not CodeLanguage.Script)) return value;
        if (_at == start) _at++;
        SkipRest();
        return Environment(tokens.AsSpan()[start.._at]);
    }

    // What changes nothing about a value: `.freeze`, `as const`, `satisfies UserConfig`.
    private void SkipNothing()
    {
        if (language is CodeLanguage.Ruby && Is(".") && IsAt(_at + 1, "freeze")) _at += 2;
        if (language is not CodeLanguage.Script || (!Is("as") && !Is("satisfies"))) return;
        SkipRest();
    }

    private void SkipRest()
    {
        int open = 0;
        while (_at < tokens.Length && (open > 0 || !AtEnd))
        {
            if (Is("(") || Is("[") || Is("{")) open++;
            else if (Is(")") || Is("]") || Is("}")) open--;
            _at++;
        }
    }

    private DataNode Primary(int depth)
    {
        CodeToken token = tokens[_at];
        if (Is("%") && language is CodeLanguage.Elixir)
        {
            // `%{…}` and `%Name{…}`.
            int brace = _at + 1;
            while (brace < tokens.Length && (tokens[brace].Kind == CodeTokenKind.Name || IsAt(brace, "."))) brace++;
            if (IsAt(brace, "{")) _at = brace;
        }

        if (Is("[") || Is("{")) return Brackets(depth);
        if (Is("(") && language is CodeLanguage.Script) return Held(depth);
        switch (token.Kind)
        {
            case CodeTokenKind.Text:
                _at++;
                return CodeText.Value(token, language);
            case CodeTokenKind.Words:
                _at++;
                return CodeText.Words(token);
            case CodeTokenKind.Number:
                _at++;
                return new DataScalar(token.At, token.At.Text.Replace("_", "", StringComparison.Ordinal));
            case CodeTokenKind.Name:
                return Name();
            case CodeTokenKind.Sign when Is(":") && _at + 1 < tokens.Length && token.Touches(tokens[_at + 1]) && tokens[_at + 1].Kind is CodeTokenKind.Name:
                // `:conn`.
                _at += 2;
                Span at = token.At.To(tokens[_at - 1].At);
                return new DataScalar(at, at.Text);
            default:
                _at++;
                return new CodeUnknown(token.At);
        }
    }

    private DataNode Brackets(int depth)
    {
        Span open = tokens[_at].At;
        bool isMap = Is("{") && language is not CodeLanguage.Elixir;
        string close = Is("[") ? "]" : "}";
        _at++;
        ImmutableArray<DataNode> items = Items(depth + 1);
        bool closed = Is(close);
        Span at = open.To(tokens[Math.Min(_at, tokens.Length - 1)].At);
        if (_at < tokens.Length) _at++;
        if (!closed) return new CodeUnknown(at);
        if (items is [DataMap map]) return map with { At = at };
        // `{ plugins, ...rest, server: {} }`: what is not written out may be anything.
        if (isMap) return items is [.., DataMap some] ? some with { At = at } : new DataMap(at, []);
        return new DataList(at, items);
    }

    // Brackets around a value only hold it together; those of a function's arguments do not.
    private DataNode Held(int depth)
    {
        Span open = tokens[_at++].At;
        ImmutableArray<DataNode> items = Items(depth + 1);
        Span at = open.To(tokens[Math.Min(_at, tokens.Length - 1)].At);
        if (_at < tokens.Length) _at++;
        return items is [var only] ? only : new CodeUnknown(at);
    }

    // A constant, a module, or a name that was given a value before.
    private DataNode Name()
    {
        int start = _at++;
        while (Is(".") && _at + 1 < tokens.Length && tokens[_at + 1].Kind == CodeTokenKind.Name) _at += 2;
        Span at = tokens[start].At.To(tokens[_at - 1].At);
        string name = at.Text;
        if (name is "true" or "false") return new DataScalar(at, name);
        if (name is "nil" or "null" or "undefined") return new DataScalar(at, "null");
        if (language is CodeLanguage.Elixir && char.IsAsciiLetterUpper(name[0])) return new DataScalar(at, name);
        if (known(name) is not { } value) return Environment(tokens.AsSpan()[start.._at]);
        return value is CodeUnknown unknown ? unknown with { At = at } : value;
    }

    // `System.get_env("NAME") || "default"`, `ENV.fetch("NAME", "default")`, `process.env.NAME ?? 'default'`.
    private CodeUnknown Environment(ReadOnlySpan<CodeToken> row)
    {
        var unknown = new CodeUnknown(row[0].At.To(row[^1].At));
        int reads = -1;
        for (int i = 0; i < row.Length && reads < 0; i++)
        {
            if (row[i].Is("get_env") || row[i].Is("fetch_env!") || row[i].Is("ENV") || row[i].Is("env") || row[i].Is("env!")) reads = i;
        }

        if (reads < 0) return unknown;
        string? variable = language is CodeLanguage.Script && reads + 2 < row.Length && row[reads + 1].Is(".") ? row[reads + 2].At.Text : FirstText(row[(reads + 1)..]);
        bool chooses = row.Length > reads + 3 && row[^1].Kind == CodeTokenKind.Text && (row[^2].Is("|") || row[^2].Is("?"));
        bool given = row.Length > reads + 3 && row[^1].Is(")") && row[^2].Kind == CodeTokenKind.Text && row[^3].Is(",");
        DataNode? byDefault = chooses ? CodeText.Value(row[^1], language) : given ? CodeText.Value(row[^2], language) : null;
        return unknown with { Variable = variable, Default = byDefault };
    }

    private string? FirstText(ReadOnlySpan<CodeToken> row)
    {
        foreach (CodeToken token in row)
        {
            if (token.Kind == CodeTokenKind.Text) return CodeText.Value(token, language).Text;
        }

        return null;
    }
}
