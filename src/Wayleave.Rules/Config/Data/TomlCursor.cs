using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>Where reading stands in a TOML text, and what was wrong up to there.</summary>
internal sealed class TomlCursor
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();

    /// <summary>Stands at the beginning, behind a byte order mark.</summary>
    /// <param name="source">The file.</param>
    public TomlCursor(SourceText source)
    {
        (_source, _text) = (source, source.Text);
        if (_text.StartsWith('\uFEFF')) At = 1;
    }

    /// <summary>The place of the next character.</summary>
    public int At { get; private set; }

    /// <summary>What was wrong so far.</summary>
    public ImmutableArray<ReadError> Errors => _errors.ToImmutable();

    /// <summary>True behind the last character.</summary>
    public bool AtEnd => At >= _text.Length;

    /// <summary>True at the end of a line, and at a comment once it is passed.</summary>
    public bool AtLineEnd
    {
        get
        {
            SkipBlanks();
            SkipComment();
            return AtEnd || _text[At] == '\n' || IsCrLf;
        }
    }

    /// <summary>The next character; NUL at the end.</summary>
    public char Peek => PeekAt(0);

    private bool IsCrLf => Peek == '\r' && PeekAt(1) == '\n';

    /// <summary>A character further on; NUL behind the end.</summary>
    /// <param name="ahead">How far.</param>
    public char PeekAt(int ahead) => At + ahead < _text.Length ? _text[At + ahead] : '\0';

    /// <summary>Whether a text follows.</summary>
    public bool Follows(string text) => _text.AsSpan(Math.Min(At, _text.Length)).StartsWith(text, StringComparison.Ordinal);

    /// <summary>Goes on.</summary>
    /// <param name="count">By so many characters.</param>
    public void Advance(int count) => At = Math.Min(At + count, _text.Length);

    /// <summary>Passes a character if it is next.</summary>
    public bool Take(char expected)
    {
        if (AtEnd || _text[At] != expected) return false;
        At++;
        return true;
    }

    /// <summary>Passes blanks, but no line end.</summary>
    public void SkipBlanks()
    {
        while (Peek is ' ' or '\t') At++;
    }

    /// <summary>Passes blanks, line ends and comments.</summary>
    public void SkipLines()
    {
        while (!AtEnd)
        {
            SkipBlanks();
            if (Peek == '\n') At++;
            else if (IsCrLf) At += 2;
            else if (Peek == '#') SkipComment();
            else return;
        }
    }

    /// <summary>Passes the rest of a line that cannot be read.</summary>
    public void SkipLine()
    {
        int end = _text.IndexOf('\n', Math.Min(At, _text.Length));
        At = end < 0 ? _text.Length : end + 1;
    }

    /// <summary>The stretch from a place up to here.</summary>
    public Span Since(int start) => new(_source, start, At);

    /// <summary>Tells what is wrong at the next character.</summary>
    /// <returns>False, so that a caller can end with it.</returns>
    public bool Wrong(string message) => Wrong(Since(At), message);

    /// <summary>Tells what is wrong somewhere.</summary>
    /// <returns>False, so that a caller can end with it.</returns>
    public bool Wrong(Span at, string message)
    {
        _errors.Add(new ReadError(at, "this is not TOML: " + message));
        return false;
    }

    private void SkipComment()
    {
        if (Peek != '#') return;
        int end = _text.IndexOf('\n', At);
        At = end < 0 ? _text.Length : _text[end - 1] == '\r' ? end - 1 : end;
    }
}
