using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Varnish.Reading;

/// <summary>Goes over the pieces of a VCL file that mean something.</summary>
internal sealed class VclCursor(IEnumerable<VclToken> tokens)
{
    private readonly ImmutableArray<VclToken> _tokens = [.. tokens.Where(token => token.Kind is VclTokenKind.Word or VclTokenKind.Text or VclTokenKind.Symbol)];
    private int _at;

    /// <summary>The piece that comes next; null at the end.</summary>
    public VclToken? Current => _at < _tokens.Length ? _tokens[_at] : null;

    /// <summary>Takes the next piece; null at the end.</summary>
    public VclToken? Take() => _at < _tokens.Length ? _tokens[_at++] : null;

    /// <summary>Takes the pieces in front of any of some symbols, or up to the end.</summary>
    public ImmutableArray<VclToken> TakeUntil(params ReadOnlySpan<string> symbols)
    {
        int start = _at;
        for (; _at < _tokens.Length; _at++)
        {
            foreach (string symbol in symbols)
            {
                if (_tokens[_at].Is(symbol)) return _tokens[start.._at];
            }
        }

        return _tokens[start..];
    }

    /// <summary>Takes a block from its <c>{</c> to its <c>}</c>.</summary>
    public void SkipBlock()
    {
        int depth = 0;
        while (Take() is { } token)
        {
            if (token.Is("{")) depth++;
            else if (token.Is("}") && --depth <= 0) return;
        }
    }
}
