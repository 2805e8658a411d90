using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>Paths that a location's expression takes: what stands for the sockets of <c>~ ^/(a|b)/ws$</c>.</summary>
/// <remarks>Reads what such expressions are mostly made of, and gives up at the rest. Each example is tried against the expression before it is believed.</remarks>
internal ref struct NginxExample(string pattern)
{
    private const int MaxExamples = 4;
    private const int MaxDepth = 16;

    private readonly string _pattern = pattern;
    private int _at;
    private int _depth;
    private bool _lost;

    /// <summary>Some paths; none if none could be made up.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="insensitive">Whether case counts for nothing.</param>
    public static ImmutableArray<string> Of(string pattern, bool insensitive)
    {
        var reader = new NginxExample(pattern);
        ImmutableArray<string> found = reader.Alternatives();
        if (reader._lost || reader._at < pattern.Length) return [];
        return [.. found.Select(text => text.StartsWith('/') ? text : "/" + text).Where(text => NginxRegex.Match(pattern, text, insensitive, out _) == true)];
    }

    private ImmutableArray<string> Alternatives()
    {
        if (++_depth > MaxDepth) _lost = true;
        ImmutableArray<string> all = [];
        do
        {
            all = [.. all, .. Sequence()];
        }
        while (!_lost && Take('|'));

        _depth--;
        return [.. all.Take(MaxExamples)];
    }

    private ImmutableArray<string> Sequence()
    {
        ImmutableArray<string> made = [""];
        while (!_lost && _at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            ImmutableArray<string> atom = Atom();
            // What may be absent is left out.
            bool absent = Take('*') | Take('?');
            if (!absent && Take('+')) _ = Take('?') || Take('+');
            if (absent) _ = Take('?') || Take('+');
            if (_at < _pattern.Length && _pattern[_at] == '{') atom = Repeated(atom);
            if (!absent) made = [.. (from head in made from tail in atom select head + tail).Take(MaxExamples)];
        }

        return made;
    }

    private ImmutableArray<string> Repeated(ImmutableArray<string> atom)
    {
        int end = _pattern.IndexOf('}', _at);
        if (end < 0 || !int.TryParse(_pattern[(_at + 1)..end].Split(',')[0], out int times) || times > 64)
        {
            _lost = true;
            return atom;
        }

        _at = end + 1;
        return [.. atom.Select(text => string.Concat(Enumerable.Repeat(text, times)))];
    }

    private ImmutableArray<string> Atom()
    {
        char c = _pattern[_at++];
        switch (c)
        {
            case '^' or '$': return [""];
            case '.': return ["x"];
            case '\\' when _at < _pattern.Length: return Escape(_pattern[_at++]);
            case '[': return Set();
            case '(': return Group();
            default: return [c.ToString()];
        }
    }

    private ImmutableArray<string> Escape(char c) => c switch
    {
        'd' => ["1"],
        'w' => ["a"],
        'b' or 'z' or 'Z' => [""],
        _ when !char.IsAsciiLetterOrDigit(c) => [c.ToString()],
        _ => Lose(),
    };

    private ImmutableArray<string> Set()
    {
        int end = _pattern.IndexOf(']', Math.Min(_at + 1, _pattern.Length));
        if (end < 0) return Lose();
        string inside = _pattern[_at..end];
        _at = end + 1;
        if (inside[0] == '^') return ["a"];
        return inside[0] == '\\' ? inside.Length > 1 ? Escape(inside[1]) : Lose() : [inside[..1]];
    }

    private ImmutableArray<string> Group()
    {
        if (Take('?'))
        {
            if (_at < _pattern.Length && _pattern[_at] == 'P') _at++;
            int name = _at < _pattern.Length && _pattern[_at] == '<' ? _pattern.IndexOf('>', _at) : -1;
            if (name > _at + 1 && char.IsAsciiLetter(_pattern[_at + 1])) _at = name + 1;
            else if (!Take(':')) return Lose();
        }

        ImmutableArray<string> inside = Alternatives();
        return Take(')') ? inside : Lose();
    }

    private ImmutableArray<string> Lose()
    {
        _lost = true;
        return [""];
    }

    private bool Take(char c)
    {
        if (_at >= _pattern.Length || _pattern[_at] != c) return false;
        _at++;
        return true;
    }
}
