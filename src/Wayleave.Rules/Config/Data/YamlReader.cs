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

    private YamlReader(SourceText source)
    {
        _source = source;
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DataText Read(SourceText source)
    {
        ImmutableArray<DataNode>.Builder roots = ImmutableArray.CreateBuilder<DataNode>();
        try
        {
            new YamlReader(source).ReadDocuments(roots);
            return new DataText(roots.ToImmutable(), []);
        }
        catch (YamlException e)
        {
            int at = Math.Min((int)e.Start.Index, source.Text.Length);
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
        Mark start = Take<SequenceStart>().Start;
        ImmutableArray<DataNode>.Builder items = ImmutableArray.CreateBuilder<DataNode>();
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        return new DataList(At(start, End(items.Count > 0 ? items[^1] : null, Take<SequenceEnd>())), items.ToImmutable());
    }

    private DataMap ReadMap(int depth)
    {
        Mark start = Take<MappingStart>().Start;
        ImmutableArray<DataEntry>.Builder pairs = ImmutableArray.CreateBuilder<DataEntry>();
        while (_parser.Current is not MappingEnd)
        {
            DataNode key = ReadNode(depth + 1);
            DataNode value = ReadNode(depth + 1);
            // `<<: *base` brings the keys of another mapping; the mapping's own ones win, and stand later.
            if (key is DataScalar { Value: "<<", IsQuoted: false })
                pairs.InsertRange(0, value is DataList list ? list.Values.SelectMany(item => item.Entries) : value.Entries);
            else if (key is DataScalar { Value: var name })
                pairs.Add(new DataEntry(key.At, name, value));
        }

        return new DataMap(At(start, End(pairs.Count > 0 ? pairs[^1].Value : null, Take<MappingEnd>())), pairs.ToImmutable());
    }

    // A block's end mark stands where the next thing begins, lines later; its last value's end is what people see.
    private int End(DataNode? last, ParsingEvent end) =>
        end.End.Index > end.Start.Index || last is null || last.At.Source != _source ? (int)end.End.Index : last.At.End;

    private T Take<T>() where T : ParsingEvent
    {
        var current = (T)_parser.Current!;
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

    private Span At(Mark start, Mark end) => At(start, (int)end.Index);

    private Span At(Mark start, int end)
    {
        int from = Math.Min((int)start.Index, _source.Text.Length);
        return new Span(_source, from, Math.Clamp(end, from, _source.Text.Length));
    }
}
