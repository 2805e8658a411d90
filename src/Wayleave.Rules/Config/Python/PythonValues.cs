using System.Collections.Immutable;
using System.Text;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Python;

/// <summary>Reads the value that stands in a row of pieces: literals, lists, and what comes from the environment.</summary>
/// <param name="tokens">The pieces, one at least, without blanks and line ends.</param>
/// <param name="known">What a name has been given before; null if that is not known.</param>
internal sealed class PythonValues(ImmutableArray<PythonToken> tokens, Func<string, DataNode?> known)
{
    // Deeper than any settings file, and far from the stack's end.
    private const int MaxDepth = 64;

    // What reads the environment: os.environ.get, os.getenv, django-environ's env and env.bool, python-decouple's config.
    private static readonly string[] s_readers = ["get", "getenv", "env", "config", "bool", "list", "str", "int", "tuple", "json", "environ", "get_env", "env_bool", "env_list"];

    private int _at;

    /// <summary>The value. Never throws; what is more than a literal is unknown.</summary>
    public DataNode Read()
    {
        DataNode first = Expression(0);
        if (_at >= tokens.Length || !Is(",")) return _at >= tokens.Length ? first : Rest(first.At.Start);
        // `X = 'a', 'b'` is a tuple without its brackets.
        List<DataNode> items = [first];
        while (Take(",") && _at < tokens.Length) items.Add(Expression(0));
        return new DataList(items[0].At.To(tokens[^1].At), [.. items]);
    }

    private bool Is(string text) => _at < tokens.Length && tokens[_at].Is(text);

    private bool Take(string text)
    {
        if (!Is(text)) return false;
        _at++;
        return true;
    }

    private bool AtTerminator => _at >= tokens.Length || Is(",") || Is(")") || Is("]") || Is("}") || Is(":");

    private DataNode Expression(int depth)
    {
        if (_at >= tokens.Length) return new PythonUnknown(tokens[^1].At.After);
        int start = tokens[_at].At.Start;
        if (depth > MaxDepth) return Rest(start);
        DataNode left = Primary(depth);
        while (!AtTerminator)
        {
            if (Take("+"))
            {
                DataNode right = Primary(depth + 1);
                left = left is DataList one && right is DataList other ? new DataList(one.At.To(other.At), one.Values.AddRange(other.Values)) : new PythonUnknown(Here(start));
            }
            else if (left is PythonUnknown { Default: null } unset && Take("or"))
            {
                left = unset with { Default = Primary(depth + 1), At = Here(start) };
            }
            else
            {
                return Rest(start);
            }
        }

        return left;
    }

    // All up to the end of the expression, brackets in it included, taken for unknown.
    private PythonUnknown Rest(int start)
    {
        int open = 0;
        while (_at < tokens.Length && (open > 0 || !AtTerminator || Is(":")))
        {
            if (Is("(") || Is("[") || Is("{")) open++;
            else if (Is(")") || Is("]") || Is("}")) open--;
            _at++;
        }

        return new PythonUnknown(Here(start));
    }

    private Span Here(int start)
    {
        Span last = tokens[Math.Max(0, _at - 1)].At;
        return last with { Start = start, End = Math.Max(start, last.End) };
    }

    private DataNode Primary(int depth)
    {
        if (_at >= tokens.Length || depth > MaxDepth) return Rest(_at < tokens.Length ? tokens[_at].At.Start : tokens[^1].At.End);
        PythonToken token = tokens[_at];
        DataNode value = token.Kind switch
        {
            PythonTokenKind.Text => Texts(),
            PythonTokenKind.Number => Plain(token),
            PythonTokenKind.Name when token.Is("True") || token.Is("False") || token.Is("None") => Plain(token),
            PythonTokenKind.Name => Name(depth),
            _ when Is("[") || Is("(") || Is("{") => Brackets(depth),
            _ => Rest(token.At.Start),
        };
        return Is(".") || Is("[") || Is("(") ? Trailer(value, depth) : value;
    }

    private DataScalar Plain(PythonToken token)
    {
        _at++;
        return new DataScalar(token.At, token.Is("None") ? "null" : token.At.Text);
    }

    // Strings one behind the other are one.
    private DataNode Texts()
    {
        int start = tokens[_at].At.Start;
        var text = new StringBuilder();
        bool isKnown = true;
        for (; _at < tokens.Length && tokens[_at].Kind == PythonTokenKind.Text; _at++)
        {
            string raw = tokens[_at].At.Text;
            int quote = raw.AsSpan().IndexOfAny('"', '\'');
            int marks = raw.Length >= quote + 6 && raw[quote + 1] == raw[quote] && raw[quote + 2] == raw[quote] ? 3 : 1;
            if (raw.Length < quote + (2 * marks) || raw.AsSpan(0, quote).ContainsAny('f', 'F') || raw.Contains('\\', StringComparison.Ordinal)) isKnown = false;
            else text.Append(raw, quote + marks, raw.Length - quote - (2 * marks));
        }

        return isKnown ? new DataScalar(Here(start), text.ToString()) { IsQuoted = true } : new PythonUnknown(Here(start));
    }

    private DataNode Name(int depth)
    {
        int start = tokens[_at].At.Start;
        if (Is("not") || Is("lambda") || Is("await")) return Rest(start);
        string name = tokens[_at++].At.Text;
        if (!Is(".") && !Is("(") && !Is("[")) return Given(name, Here(start));
        while (Take("."))
        {
            if (_at < tokens.Length && tokens[_at].Kind == PythonTokenKind.Name) name = tokens[_at++].At.Text;
        }

        if (name == "environ" && Is("[")) return Environment(start, "]", depth);
        return Is("(") && s_readers.Contains(name) ? Environment(start, ")", depth) : new PythonUnknown(Here(start));
    }

#pragma warning disable CA1859 // The rule does not see that `with` gives any kind of node.
    private DataNode Given(string name, Span at)
    {
        DataNode value = known(name) ?? new PythonUnknown(at);
        return value is PythonUnknown ? new PythonUnknown(at) : value with { At = at };
    }
#pragma warning restore CA1859

    // `get('NAME', default)`, `config('NAME', default=…, cast=…)`, `environ['NAME']`.
    private PythonUnknown Environment(int start, string close, int depth)
    {
        _at++;
        string? variable = null;
        DataNode? byDefault = null;
        for (int i = 0; _at < tokens.Length && !Is(close); i++)
        {
            string? keyword = _at + 1 < tokens.Length && tokens[_at].Kind == PythonTokenKind.Name && tokens[_at + 1].Is("=") ? tokens[_at].At.Text : null;
            if (keyword is not null) _at += 2;
            DataNode value = Expression(depth + 1);
            if (keyword is null && i == 0) variable = value.Text;
            else if (keyword == "default" || (keyword is null && i == 1)) byDefault = value;
            if (!Take(",") && !Is(close)) break;
        }

        if (!Take(close)) Rest(start);
        return new PythonUnknown(Here(start)) { Variable = variable, Default = byDefault };
    }

    private DataNode Brackets(int depth)
    {
        int start = tokens[_at].At.Start;
        string close = Is("[") ? "]" : Is("(") ? ")" : "}";
        _at++;
        List<DataNode> items = [];
        List<DataEntry> pairs = [];
        bool comma = false;
        while (_at < tokens.Length && !Is(close))
        {
            int before = _at;
            if (Is("*")) items.Add(Rest(tokens[_at].At.Start));
            else items.Add(Expression(depth + 1));
            if (close == "}" && Take(":"))
            {
                DataNode key = items[^1];
                items.RemoveAt(items.Count - 1);
                pairs.Add(new DataEntry(key.At, key.Text ?? "", Expression(depth + 1)));
            }

            if (Take(",")) comma = true;
            else if (!Is(close) || _at == before) break;
        }

        if (!Take(close)) return Rest(start);
        // Brackets around one value only hold it together.
        if (close == ")" && !comma && items is [var only]) return only;
        return pairs.Count > 0 ? new DataMap(Here(start), [.. pairs]) : new DataList(Here(start), [.. items]);
    }

    // `.split(',')` of what is known; all else behind a value makes another one of it.
    private DataNode Trailer(DataNode value, int depth)
    {
        int start = value.At.Start;
        bool splits = Is(".") && _at + 2 < tokens.Length && tokens[_at + 1].Is("split") && tokens[_at + 2].Is("(");
        while (Is(".") || Is("[") || Is("("))
        {
            if (Take("."))
            {
                if (_at < tokens.Length && tokens[_at].Kind == PythonTokenKind.Name) _at++;
            }
            else
            {
                Brackets(depth + 1);
            }
        }

        if (!splits) return new PythonUnknown(Here(start));
        return value switch
        {
            DataScalar { IsQuoted: true } text => Split(text, Here(start)),
            PythonUnknown unknown => unknown with { At = Here(start), Default = unknown.Default is DataScalar { IsQuoted: true } text ? Split(text, text.At) : null },
            _ => new PythonUnknown(Here(start)),
        };
    }

    private static DataList Split(DataScalar text, Span at) =>
        new(at, [.. text.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(item => new DataScalar(text.At, item) { IsQuoted = true })]);
}
