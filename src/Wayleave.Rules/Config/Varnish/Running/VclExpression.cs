using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish.Running;

/// <summary>Works out an expression for a handshake: <c>||</c>, <c>&amp;&amp;</c>, <c>!</c>, comparisons, patterns, texts one behind the other, and some functions.</summary>
internal sealed class VclExpression
{
    // Brackets are followed by recursion.
    private const int MaxDepth = 64;

    private readonly ImmutableArray<VclToken> _tokens;
    private readonly VclRequest _request;
    private int _at;
    private int _depth;

    private VclExpression(ImmutableArray<VclToken> tokens, VclRequest request) => (_tokens, _request) = (tokens, request);

    /// <summary>What an expression comes to.</summary>
    /// <param name="tokens">Its pieces.</param>
    /// <param name="request">The handshake.</param>
    public static VclValue Evaluate(ImmutableArray<VclToken> tokens, VclRequest request)
    {
        var expression = new VclExpression(tokens, request);
        VclValue value = expression.Either();
        // What is left over was not understood.
        return expression._at == tokens.Length ? value : VclValue.Unknown;
    }

    private bool Take(string symbol)
    {
        if (_at >= _tokens.Length || !_tokens[_at].Is(symbol)) return false;
        _at++;
        return true;
    }

    private VclValue Either()
    {
        VclValue value = Both();
        while (Take("||")) value = VclValue.Of(value.Holds | Both().Holds);
        return value;
    }

    private VclValue Both()
    {
        VclValue value = Not();
        while (Take("&&")) value = VclValue.Of(value.Holds & Not().Holds);
        return value;
    }

    private VclValue Not() => Take("!") ? VclValue.Of(!Comparison().Holds) : Comparison();

    private VclValue Comparison()
    {
        VclValue left = Texts();
        foreach (string symbol in (ReadOnlySpan<string>)["==", "!=", "~", "!~", "<", ">", "<=", ">="])
        {
            if (!Take(symbol)) continue;
            VclValue right = Texts();
            if (!left.Known || !right.Known) return VclValue.Unknown;
            return VclValue.Of(Compare(left.Text, symbol, right.Text ?? ""));
        }

        return left;
    }

    private static bool? Compare(string? left, string symbol, string right)
    {
        if (symbol is "==" or "!=") return (left ?? "") == right == (symbol == "==");
        if (symbol is "~" or "!~") return StrangersPattern.Finds(left ?? "", right) is { } found ? found == (symbol == "~") : null;
        if (!double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out double one) || !double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out double other)) return null;
        return symbol switch { "<" => one < other, ">" => one > other, "<=" => one <= other, _ => one >= other };
    }

    // "a" + req.http.b "c" is one text.
    private VclValue Texts()
    {
        VclValue first = Single();
        if (_at >= _tokens.Length || !(_tokens[_at].Is("+") || _tokens[_at].Kind is VclTokenKind.Text or VclTokenKind.Word)) return first;
        var text = new StringBuilder(first.Text);
        bool known = first.Known;
        while (_at < _tokens.Length && (Take("+") || _tokens[_at].Kind is VclTokenKind.Text or VclTokenKind.Word))
        {
            int before = _at;
            VclValue next = Single();
            if (_at == before) return VclValue.Unknown;
            known &= next.Known;
            text.Append(next.Text);
        }

        return known ? VclValue.Of(text.ToString()) : VclValue.Unknown;
    }

    private VclValue Single()
    {
        if (_at >= _tokens.Length) return VclValue.Unknown;
        if (Take("("))
        {
            if (++_depth > MaxDepth) return VclValue.Unknown;
            VclValue inner = Either();
            _depth--;
            return Take(")") ? inner : VclValue.Unknown;
        }

        VclToken token = _tokens[_at];
        if (token.Kind is VclTokenKind.Symbol) return VclValue.Unknown;
        _at++;
        if (token.Kind is VclTokenKind.Text) return VclValue.Of(token.Text);
        return Take("(") ? Call(token.Text) : Variable(token.Text);
    }

    private VclValue Call(string name)
    {
        ImmutableArray<VclValue>.Builder arguments = ImmutableArray.CreateBuilder<VclValue>();
        if (++_depth > MaxDepth) return VclValue.Unknown;
        while (_at < _tokens.Length && !Take(")"))
        {
            int before = _at;
            arguments.Add(Either());
            if (!Take(",") && _at == before) return VclValue.Unknown;
        }

        _depth--;
        if (arguments.Any(argument => !argument.Known) || arguments.Count == 0) return VclValue.Unknown;
        string text = arguments[0].Text ?? "";
        return name switch
        {
            "std.tolower" => VclValue.Of(text.ToLowerInvariant()),
            "std.toupper" => VclValue.Of(text.ToUpperInvariant()),
            "regsub" or "regsuball" when arguments.Count == 3 && StrangersPattern.Replace(text, arguments[1].Text ?? "", arguments[2].Text ?? "", everywhere: name == "regsuball") is { } replaced => VclValue.Of(replaced),
            _ => VclValue.Unknown,
        };
    }

    private VclValue Variable(string name)
    {
        string lower = name.ToLowerInvariant();
        if (lower.StartsWith("req.http.", StringComparison.Ordinal)) return _request.Header(lower["req.http.".Length..]);
        if (lower.StartsWith("bereq.http.", StringComparison.Ordinal))
        {
            string header = lower["bereq.http.".Length..];
            return _request.Sent.TryGetValue(header, out Model.HeaderFate? sent) ? new VclValue(sent.Known, sent.Value) : _request.Header(header);
        }

        return lower switch
        {
            "req.url" or "bereq.url" => _request.Path is { } path ? VclValue.Of(path) : VclValue.Unknown,
            "req.method" or "req.request" or "bereq.method" => VclValue.Of("GET"),
            "req.proto" => VclValue.Of("HTTP/1.1"),
            "req.restarts" or "req.esi_level" => VclValue.Of("0"),
            "req.is_hitmiss" or "req.is_hitpass" or "false" => VclValue.Of(false),
            "true" => VclValue.Of(true),
            _ when char.IsAsciiDigit(name[0]) => VclValue.Of(name),
            _ => VclValue.Unknown,
        };
    }
}
