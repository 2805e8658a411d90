namespace Wayleave.Rules.Config.Sources;

/// <summary>A stretch of a file: from <paramref name="Start"/> up to and without <paramref name="End"/>.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">The first place, counted from 0.</param>
/// <param name="End">The place behind the last.</param>
public readonly record struct Span(SourceText Source, int Start, int End)
{
    /// <summary>The line on which it begins, counted from 1.</summary>
    public int Line => Source.Position(Start).Line;

    /// <summary>The column in which it begins, counted from 1.</summary>
    public int Column => Source.Position(Start).Column;

    /// <summary>What stands there.</summary>
    public string Text => Source.Text[Start..End];

    /// <summary>The empty stretch in front of it.</summary>
    public Span Before => this with { End = Start };

    /// <summary>The empty stretch behind it.</summary>
    public Span After => this with { Start = End };

    /// <summary>From the beginning of this one to the end of another of the same file.</summary>
    public Span To(Span last) => this with { End = last.End };

    /// <summary>The blanks that its line begins with: what an added line should begin with too.</summary>
    public string Indent
    {
        get
        {
            string line = Source.Line(Line);
            return line[..(line.Length - line.TrimStart(' ', '\t').Length)];
        }
    }

    /// <summary>Its file, line and column: the members' own list would hold stretches without end.</summary>
    public override string ToString() => $"{Source?.Name}:{(Source is null ? 0 : Line)}:{(Source is null ? 0 : Column)}";
}
