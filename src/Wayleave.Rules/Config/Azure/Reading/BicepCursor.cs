using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure.Reading;

/// <summary>A place among the pieces of a Bicep text, and how one gets on from there.</summary>
/// <param name="source">The file.</param>
internal sealed class BicepCursor(SourceText source)
{
    private readonly ImmutableArray<BicepToken> _tokens = [.. BicepLexer.Read(source.Text).Where(token => token.Kind is not BicepTokenKind.Blank)];

    /// <summary>How many pieces are behind it.</summary>
    public int Index { get; private set; }

    /// <summary>Whether there is nothing more.</summary>
    public bool AtEnd => Index >= _tokens.Length;

    /// <summary>Where the piece stands; the empty stretch at the end if there is none.</summary>
    public Span At => AtEnd ? source.All.After : Place(_tokens[Index]);

    /// <summary>The name that stands here; null if it is none.</summary>
    public string? Word => !AtEnd && _tokens[Index].Kind is BicepTokenKind.Word ? At.Text : null;

    /// <summary>The text in quotes that stands here, without them; null if it is none, or something is filled into it.</summary>
    public string? Text => !AtEnd && _tokens[Index].Kind is BicepTokenKind.Text ? Unquoted(At.Text) : null;

    /// <summary>Whether a map or a list begins here.</summary>
    public bool Opens => Is('{') || Is('[');

    /// <summary>Whether the piece behind this one is a name.</summary>
    public bool NextIsWord => Index + 1 < _tokens.Length && _tokens[Index + 1].Kind is BicepTokenKind.Word;

    /// <summary>Whether a value ends in front of this piece. A choice may go on in the next line: <c>? one : other</c>.</summary>
    public bool EndsValue
    {
        get
        {
            if (AtEnd || Is(',') || Is('}') || Is(']') || Is(')')) return true;
            if (_tokens[Index].Kind is not BicepTokenKind.NewLine) return false;
            int next = Index;
            while (next < _tokens.Length && _tokens[next].Kind is BicepTokenKind.NewLine) next++;
            return next >= _tokens.Length || source.Text[_tokens[next].Start] is not ('?' or ':') || _tokens[next].Kind is not BicepTokenKind.Sign;
        }
    }

    /// <summary>Whether that sign stands here.</summary>
    public bool Is(char sign) => !AtEnd && _tokens[Index].Kind is BicepTokenKind.Sign && source.Text[_tokens[Index].Start] == sign;

    /// <summary>Goes one piece on.</summary>
    public void SkipOne() => Index = Math.Min(Index + 1, _tokens.Length);

    /// <summary>Goes behind a sign, at the latest to the end of the line.</summary>
    /// <returns>Whether it was there.</returns>
    public bool SkipTo(char sign)
    {
        for (int depth = 0; !AtEnd && _tokens[Index].Kind is not BicepTokenKind.NewLine; SkipOne())
        {
            if (depth == 0 && Is(sign))
            {
                SkipOne();
                return true;
            }

            depth += Step();
        }

        return false;
    }

    /// <summary>Goes over line ends and commas to the next entry.</summary>
    /// <param name="close">The sign that ends the entries.</param>
    /// <returns>Whether there is one.</returns>
    public bool MoveTo(char close)
    {
        while (!AtEnd && (_tokens[Index].Kind is BicepTokenKind.NewLine || Is(','))) SkipOne();
        return !AtEnd && !Is(close);
    }

    /// <summary>Goes behind a group in brackets, if one begins here.</summary>
    public void SkipGroup()
    {
        int depth = 0;
        do
        {
            depth += Step();
            SkipOne();
        }
        while (!AtEnd && depth > 0);
    }

    /// <summary>Goes to where a value ends.</summary>
    /// <returns>The last piece of it.</returns>
    public Span SkipValue()
    {
        Span last = At.Before;
        for (int depth = 0; !AtEnd && (depth > 0 || !EndsValue); SkipOne())
        {
            depth += Step();
            last = At;
        }

        return last;
    }

    /// <summary>Reads a value that is neither a map nor a list: a scalar where it stands alone, else an expression.</summary>
    public DataNode ReadPlain()
    {
        Span start = At;
        string? word = Word, text = Text;
        bool quoted = !AtEnd && _tokens[Index].Kind is BicepTokenKind.Text;
        Span last = SkipValue();
        Span at = last.End < start.Start ? start.Before : start.To(last);
        if (at.End != start.End) return new AzureExpression(at);
        if (quoted) return text is null ? new AzureExpression(at) : new DataScalar(at, text) { IsQuoted = true };
        return word is null || (!char.IsAsciiDigit(word[0]) && word is not ("true" or "false" or "null")) ? new AzureExpression(at) { Name = word } : new DataScalar(at, word);
    }

    private int Step() => Is('{') || Is('[') || Is('(') ? 1 : Is('}') || Is(']') || Is(')') ? -1 : 0;

    private Span Place(BicepToken token) => new(source, token.Start, token.End);

    private static string? Unquoted(string quoted)
    {
        if (quoted.StartsWith("'''", StringComparison.Ordinal)) return quoted.Length >= 6 ? quoted[3..^3].TrimStart('\r', '\n') : null;
        if (quoted.Length < 2 || quoted[^1] != '\'') return null;
        string inner = quoted[1..^1];
        if (inner.Replace("\\$", "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal)) return null;
        return inner.Replace("\\'", "'", StringComparison.Ordinal).Replace("\\$", "$", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
