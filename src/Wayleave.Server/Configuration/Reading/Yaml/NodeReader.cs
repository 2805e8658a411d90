using System.Collections.Immutable;
using Wayleave.Protocol.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>Turns YAML into nodes with their positions. Values stay text; a key that stands twice is an error.</summary>
internal sealed class NodeReader
{
    /// <summary>The longest text in characters: 1 Mi. A file of settings is a few kilobytes.</summary>
    public const int MaxLength = 1 << 20;

    // The deepest settings have five levels. Nodes are read by recursion, so a hostile depth must end.
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly string _file;
    private readonly List<SettingsError> _errors;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

    private NodeReader(string text, string file, List<SettingsError> errors)
    {
        (_text, _file, _errors) = (text, file, errors);
        _parser = new Parser(new StringReader(Placeholders.Hide(text)));
    }

    /// <summary>Reads a text of one document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="root">The document; null if it is empty.</param>
    /// <returns>False if the text is not YAML. A key that stands twice is an error, but can be read past.</returns>
    public static bool Read(string text, string file, List<SettingsError> errors, out ConfigNode? root)
    {
        root = null;
        if (text.Length > MaxLength)
        {
            errors.Add(new SettingsError(file, 1, 1, $"the file has {text.Length} characters; at most {MaxLength} are read"));
            return false;
        }

        try
        {
            root = new NodeReader(text, file, errors).ReadDocument();
            return true;
        }
        catch (YamlException e)
        {
            errors.Add(YamlTrouble.Of(text, file, e));
            return false;
        }
    }

    private ConfigNode? ReadDocument()
    {
        Next<StreamStart>();
        if (_parser.Current is StreamEnd) return null;
        Next<DocumentStart>();
        ConfigNode root = ReadNode(0);
        Next<DocumentEnd>();
        if (_parser.Current is DocumentStart second) Wrong(second.Start, "a second document begins here; the settings are one: take the line out");
        return root is ScalarNode { IsNull: true } ? null : root;
    }

    private ConfigNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        if (depth > MaxDepth) throw new YamlException(current.Start, current.End, $"it is nested deeper than {MaxDepth} levels");
        if (current is AnchorAlias alias)
        {
            MoveNext();
            return _anchors.TryGetValue(alias.Value, out ConfigNode? named)
                ? named
                : throw new YamlException(alias.Start, alias.End, $"there is no anchor &{Printable.Short(alias.Value.Value, 40)} before this");
        }

        ConfigNode node = current switch
        {
            SequenceStart => ReadList(At(current.Start), depth),
            MappingStart => ReadMap(At(current.Start), depth),
            _ => ReadScalar(),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored) _anchors[anchored.Anchor] = node;
        return node;
    }

    private ScalarNode ReadScalar()
    {
        Scalar scalar = Next<Scalar>();
        return new ScalarNode(At(scalar.Start), Placeholders.Restore(scalar.Value, _text)) { IsQuoted = scalar.Style is not ScalarStyle.Plain };
    }

    private ListNode ReadList(Position at, int depth)
    {
        Next<SequenceStart>();
        ImmutableArray<ConfigNode>.Builder items = ImmutableArray.CreateBuilder<ConfigNode>();
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        MoveNext();
        return new ListNode(at, items.ToImmutable());
    }

    private MapNode ReadMap(Position at, int depth)
    {
        Next<MappingStart>();
        var seen = new Dictionary<string, Position>();
        ImmutableArray<MapEntry>.Builder entries = ImmutableArray.CreateBuilder<MapEntry>();
        while (_parser.Current is not MappingEnd)
        {
            ConfigNode key = ReadNode(depth + 1);
            ConfigNode value = ReadNode(depth + 1);
            if (key is not ScalarNode { Value: var name })
                Wrong(key.At, $"{key.Kind} stands where a key must stand; a key is a word");
            else if (!seen.TryAdd(name, key.At))
                Wrong(key.At, $"{Printable.Short(name, 40)}: the key stands twice; it stands on line {seen[name].Line} too");
            else
                entries.Add(new MapEntry(key.At, name, value));
        }

        MoveNext();
        return new MapNode(at, entries.ToImmutable());
    }

    // The parser stands on an event always: before the first one it is asked to move.
    private T Next<T>() where T : ParsingEvent
    {
        if (_parser.Current is null) MoveNext();
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

    private Position At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private void Wrong(Mark mark, string message) => Wrong(At(mark), message);

    private void Wrong(Position at, string message) => _errors.Add(new SettingsError(at.Source, at.Line, at.Column, message));
}
