using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads JSON with its places; comments and trailing commas are allowed, as appsettings.json and tsconfig have them.</summary>
public ref struct JsonReader
{
    private const int MaxDepth = 100;

    private readonly SourceText _source;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;

    // The reader takes no byte order mark: it gets the text behind it.
    private readonly int _skipped;

    // Places are counted in characters, the reader counts bytes: both go forward together.
    private long _seenBytes;
    private int _seenChars;

    private JsonReader(SourceText source, int skipped)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(source.Text, skipped, source.Text.Length - skipped);
        (_source, _skipped) = (source, skipped);
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
    }

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DataText Read(SourceText source)
    {
        var reader = new JsonReader(source, source.Text.StartsWith('\uFEFF') ? 1 : 0);
        try
        {
            if (!reader._reader.Read()) return new DataText([], []);
            DataNode root = reader.ReadNode();
            reader._reader.Read();
            return new DataText([root], []);
        }
        catch (InvalidOperationException e)
        {
            // Text that is no Unicode: half of a surrogate pair.
            int at = reader.Chars(reader._reader.TokenStartIndex);
            return new DataText([], [new ReadError(new Span(source, at, at), "this is not JSON: " + e.Message)]);
        }
        catch (JsonException e)
        {
            int line = source.Offset((int)(e.LineNumber ?? 0) + 1, 1);
            ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(source.Text[line..]);
            int at = Math.Min(line + Encoding.UTF8.GetCharCount(rest[..Math.Min((int)(e.BytePositionInLine ?? 0), rest.Length)]), source.Text.Length);
            string words = e.Message.Split(" LineNumber:", 2)[0];
            return new DataText([], [new ReadError(new Span(source, at, at), "this is not JSON: " + words)]);
        }
    }

    private DataNode ReadNode()
    {
        int start = Chars(_reader.TokenStartIndex);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ImmutableArray<DataEntry>.Builder pairs = ImmutableArray.CreateBuilder<DataEntry>();
                while (Next() != JsonTokenType.EndObject)
                {
                    Span keyAt = Token();
                    keyAt = keyAt with { End = keyAt.Start + Encoding.UTF8.GetCharCount(_reader.ValueSpan) + "\"\"".Length };
                    string key = _reader.GetString()!;
                    Next();
                    pairs.Add(new DataEntry(keyAt, key, ReadNode()));
                }

                return new DataMap(new Span(_source, start, Token().End), pairs.ToImmutable());
            case JsonTokenType.StartArray:
                ImmutableArray<DataNode>.Builder items = ImmutableArray.CreateBuilder<DataNode>();
                while (Next() != JsonTokenType.EndArray) items.Add(ReadNode());
                return new DataList(new Span(_source, start, Token().End), items.ToImmutable());
            case JsonTokenType.String:
                return new DataScalar(Token(), _reader.GetString()!) { IsQuoted = true };
            default:
                return new DataScalar(Token(), Encoding.UTF8.GetString(_reader.ValueSpan));
        }
    }

    private JsonTokenType Next()
    {
        // At a comment that is not closed the reader says that there is no more, rather than that something is missing.
        if (!_reader.Read()) throw new JsonException("the text ends here, and something is still open", null, _source.LineCount - 1, 0);
        return _reader.TokenType;
    }

    private Span Token()
    {
        int start = Chars(_reader.TokenStartIndex);
        return new Span(_source, start, Chars(_reader.BytesConsumed));
    }

    private int Chars(long bytes)
    {
        if (bytes < _seenBytes) (_seenBytes, _seenChars) = (0, 0);
        _seenChars += Encoding.UTF8.GetCharCount(_bytes[(int)_seenBytes..(int)bytes]);
        _seenBytes = bytes;
        return _seenChars + _skipped;
    }
}
