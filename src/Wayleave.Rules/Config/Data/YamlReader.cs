using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wayleave.Rules.Config.Data;

/// <summary>Reads YAML, several documents in a text included. JSON is YAML too, but <see cref="JsonReader"/> gives better errors for it.</summary>
public sealed class YamlReader
{
    // Files of people have some twenty levels; nodes are read by recursion, so a hostile depth must end. An alias may stand for a
    // tree of its own, which must not grow without end ("billion laughs"): the same node is shared, never copied.
    private const int MaxDepth = 100;

    private readonly SourceText _source;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, DataNode> _anchors = [];

    // The parser takes a byte order mark for a letter of the first key: it gets the text behind it.
    private readonly int _skipped;

    private YamlReader(SourceText source, string text)
    {
        _source = source;
        _skipped = text.StartsWith('\uFEFF') ? 1 : 0;
        _parser = new Parser(new StringReader(text[_skipped..]));
    }

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DataText Read(SourceText source) => Read(source, source.Text);

    /// <summary>Reads a text in which something is hidden. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Its text, every character at its place.</param>
    internal static DataText Read(SourceText source, string text)
    {
        ImmutableArray<DataNode>.Builder roots = ImmutableArray.CreateBuilder<DataNode>();
        var reader = new YamlReader(source, text);
        try
        {
            reader.ReadDocuments(roots);
            return new DataText(roots.ToImmutable(), []);
        }
        catch (YamlException e)
        {
            int at = reader.Place(e.Start);
            return new DataText(roots.ToImmutable(), [new ReadError(new Span(source, at, at), "this is not YAML: " + Words(e))]);
        }
    }

    private static string Words(YamlException e) => (e.InnerException ?? e).Message is { Length: > 0 } words ? words : "it cannot be read from here on";

    private void ReadDocuments(ImmutableArray<DataNode>.Builder roots)
    {
        MoveNext();
        Take<StreamStart>();
        while (_parser.Current is DocumentStart)
        {
            MoveNext();
            DataNode root = ReadNode(0);
            if (root is not DataScalar { IsNull: true }) roots.Add(root);
            Take<DocumentEnd>();
            _anchors.Clear();
        }
    }

    private DataNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        if (depth > MaxDepth) throw new YamlException(current.Start, current.End, $"it is nested deeper than {MaxDepth} levels");
        if (current is AnchorAlias alias)
        {
            MoveNext();
            return _anchors.TryGetValue(alias.Value, out DataNode? named)
                ? named
                : throw new YamlException(alias.Start, alias.End, $"there is no anchor &{alias.Value.Value} before this");
        }

        DataNode node = current switch
        {
            SequenceStart => ReadList(depth),
            MappingStart => ReadMap(depth),
            _ => ReadScalar(),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored) _anchors[anchored.Anchor] = node;
        return node;
    }

    private DataScalar ReadScalar()
    {
        Scalar scalar = Take<Scalar>();
        return new DataScalar(At(scalar.Start, scalar.End), scalar.Value) { IsQuoted = scalar.Style is not ScalarStyle.Plain };
    }

    private DataList ReadList(int depth)
    {
        SequenceStart start = Take<SequenceStart>();
        ImmutableArray<DataNode>.Builder items = ImmutableArray.CreateBuilder<DataNode>();
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        return new DataList(At(start.Start, End(items.Count > 0 ? items[^1] : null, start.Style is SequenceStyle.Flow, Take<SequenceEnd>().Start)), items.ToImmutable());
    }

    private DataMap ReadMap(int depth)
    {
        MappingStart start = Take<MappingStart>();
        ImmutableArray<DataEntry>.Builder pairs = ImmutableArray.CreateBuilder<DataEntry>();
        while (_parser.Current is not MappingEnd)
        {
            DataNode key = ReadNode(depth + 1);
            DataNode value = ReadNode(depth + 1);
            // `<<: *base` brings the keys of another mapping; the mapping's own ones win, and stand later. Of a list of mappings the first wins.
            if (key is DataScalar { Value: "<<", IsQuoted: false })
                pairs.InsertRange(0, value is DataList list ? list.Values.Reverse().SelectMany(item => item.Entries) : value.Entries);
            else if (key is DataScalar { Value: var name })
                pairs.Add(new DataEntry(key.At, name, value));
        }

        return new DataMap(At(start.Start, End(pairs.Count > 0 ? pairs[^1].Value : null, start.Style is MappingStyle.Flow, Take<MappingEnd>().Start)), pairs.ToImmutable());
    }

    // A block's end mark stands where the next thing begins, lines later; its last value's end is what people see. In flow style it
    // stands at the closing bracket.
    private int End(DataNode? last, bool isFlow, Mark end)
    {
        int at = Place(end);
        if (isFlow) return at < _source.Text.Length && _source.Text[at] is ']' or '}' ? at + 1 : at;
        return last is null || last.At.Source != _source ? at : last.At.End;
    }

    private T Take<T>() where T : ParsingEvent
    {
        // Of some broken texts the parser gives events that do not fit together, such as the end of a mapping where a value should be.
        if (_parser.Current is not T current)
        {
            Mark at = _parser.Current?.Start ?? Mark.Empty;
            throw new YamlException(at, at, "what stands here does not fit together");
        }

        MoveNext();
        return current;
    }

    // Some texts make the parser fail with other exceptions than its own: https://github.com/aaubry/YamlDotNet/issues/541.
    private void MoveNext()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            Mark end = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(end, end, "what follows here cannot be read", e);
        }
    }

    private int Place(Mark mark) => Math.Min((int)mark.Index + _skipped, _source.Text.Length);

    private Span At(Mark start, Mark end) => At(start, Place(end));

    private Span At(Mark start, int end)
    {
        int from = Place(start);
        return new Span(_source, from, Math.Clamp(end, from, _source.Text.Length));
    }
}
