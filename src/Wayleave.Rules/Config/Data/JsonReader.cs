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

    // Places are counted in characters, the reader counts bytes: both go forward together.
    private long _seenBytes;
    private int _seenChars;

    private JsonReader(SourceText source, byte[] bytes)
    {
        _source = source;
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
    }

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DataText Read(SourceText source)
    {
        var reader = new JsonReader(source, Encoding.UTF8.GetBytes(source.Text));
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
            int at = source.Offset((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
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
        _reader.Read();
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
        return _seenChars;
    }
}
