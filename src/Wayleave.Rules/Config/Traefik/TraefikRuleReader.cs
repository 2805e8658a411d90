using System.Collections.Immutable;
using System.Text;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>Reads rules such as <c>Host(`app.example`) &amp;&amp; !PathPrefix(`/api`)</c>.</summary>
/// <seealso href="https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/">Rules and priority</seealso>
internal ref struct TraefikRuleReader(string text)
{
    // Parentheses are read by recursion, so a hostile depth must end.
    private const int MaxDepth = 50;
    private const int MaxLength = 20_000;

    private readonly string _text = text;
    private int _at;

    /// <summary>Reads a rule; null if it is none.</summary>
    public static TraefikRule? Read(string text)
    {
        if (text.Length > MaxLength) return null;
        var reader = new TraefikRuleReader(text);
        TraefikRule? rule = reader.Or(0);
        reader.Blanks();
        return reader._at == text.Length ? rule : null;
    }

    private TraefikRule? Or(int depth)
    {
        TraefikRule? rule = And(depth);
        while (rule is not null && Take("||")) rule = And(depth) is { } right ? new TraefikRule.Or(rule, right) : null;
        return rule;
    }

    private TraefikRule? And(int depth)
    {
        TraefikRule? rule = One(depth);
        while (rule is not null && Take("&&")) rule = One(depth) is { } right ? new TraefikRule.And(rule, right) : null;
        return rule;
    }

    private TraefikRule? One(int depth)
    {
        if (depth > MaxDepth) return null;
        if (Take("!")) return One(depth + 1) is { } inner ? new TraefikRule.Not(inner) : null;
        if (Take("(")) return Or(depth + 1) is { } inside && Take(")") ? inside : null;
        Blanks();
        int start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at])) _at++;
        string name = _text[start.._at].ToLowerInvariant();
        return name.Length > 0 && Take("(") && Arguments() is { } arguments ? new TraefikRule.Matcher(name, arguments) : null;
    }

    private ImmutableArray<string>? Arguments()
    {
        ImmutableArray<string>.Builder found = ImmutableArray.CreateBuilder<string>();
        while (!Take(")"))
        {
            Blanks();
            if (_at >= _text.Length || _text[_at] is not ('`' or '"' or '\'')) return null;
            char quote = _text[_at++];
            var argument = new StringBuilder();
            while (_at < _text.Length && _text[_at] != quote)
            {
                if (_text[_at] == '\\' && quote != '`' && _at + 1 < _text.Length) _at++;
                argument.Append(_text[_at++]);
            }

            if (_at++ >= _text.Length) return null;
            found.Add(argument.ToString());
            if (!Take(",") && (Peek() != ')')) return null;
        }

        return found.ToImmutable();
    }

    private char Peek()
    {
        Blanks();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(string sign)
    {
        Blanks();
        if (!_text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal)) return false;
        _at += sign.Length;
        return true;
    }

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }
}
