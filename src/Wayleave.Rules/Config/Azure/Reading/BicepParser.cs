using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure.Reading;

/// <summary>
/// Reads Bicep: resources, variables and parameters' defaults, as nodes with their places. What has to be computed is an
/// <see cref="AzureExpression"/>. Never throws; what it does not know it steps over, a line at a time.
/// </summary>
internal sealed class BicepParser
{
    /// <summary>The key of an entry that brings in another map's.</summary>
    public const string Spread = "...";

    private const int MaxDepth = 100;

    private readonly BicepCursor _cursor;
    private readonly ImmutableArray<AzureResource>.Builder _resources = ImmutableArray.CreateBuilder<AzureResource>();
    private readonly Dictionary<string, DataNode> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DataNode> _defaults = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ReadError>.Builder _errors = ImmutableArray.CreateBuilder<ReadError>();
    private int _depth;

    private BicepParser(SourceText source) => _cursor = new BicepCursor(source);

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="errors">What could not be read.</param>
    public static AzureTemplate Read(SourceText source, out ImmutableArray<ReadError> errors)
    {
        var parser = new BicepParser(source);
        parser.ReadFile();
        errors = parser._errors.ToImmutable();
        return new AzureTemplate { Resources = parser._resources.ToImmutable(), Variables = parser._variables.ToImmutableDictionary(), Defaults = parser._defaults.ToImmutableDictionary() };
    }

    private void ReadFile()
    {
        while (!_cursor.AtEnd)
        {
            switch (_cursor.Word)
            {
                case "resource":
                    ReadResource(null);
                    break;
                case "var" or "param":
                    ReadValueOf(_cursor.Word == "var" ? _variables : _defaults);
                    break;
                default:
                    _cursor.SkipValue();
                    _cursor.SkipOne();
                    break;
            }
        }
    }

    // var NAME = VALUE, param NAME TYPE = VALUE; a parameter may have none.
    private void ReadValueOf(Dictionary<string, DataNode> values)
    {
        _cursor.SkipOne();
        string? name = _cursor.Word;
        if (!_cursor.SkipTo('=') || name is null) return;
        values[name] = ReadValue();
    }

    // resource NAME 'TYPE@VERSION' [existing] = [if (CONDITION)] VALUE
    private void ReadResource(AzureResource? inside)
    {
        Span start = _cursor.At;
        _cursor.SkipOne();
        string? symbol = _cursor.Word;
        _cursor.SkipOne();
        string type = _cursor.Text ?? "";
        Span at = start.To(_cursor.At);
        _cursor.SkipOne();
        bool existing = _cursor.Word == "existing";
        if (!_cursor.SkipTo('=')) return;
        if (_cursor.Word == "if")
        {
            _cursor.SkipOne();
            _cursor.SkipGroup();
        }

        // A child in its parent has only its own part of the type.
        type = type.Split('@')[0];
        var resource = new AzureResource(at, inside is not null && !type.Contains('/', StringComparison.Ordinal) ? inside.Type + "/" + type : type, new AzureExpression(at)) { Symbol = symbol, Inside = inside, IsExisting = existing };
        int place = _resources.Count;
        _resources.Add(resource);
        DataNode body = ReadValue(resource);
        _resources[place] = resource with { Body = body is DataList { Values: [var each] } ? each : body };
    }

    private DataNode ReadValue(AzureResource? inside = null)
    {
        if (_depth >= MaxDepth || !_cursor.Opens) return _cursor.ReadPlain();
        _depth++;
        DataNode value = _cursor.Is('{') ? ReadMap(inside) : ReadList(inside);
        _depth--;
        return _cursor.EndsValue ? value : new AzureExpression(value.At.To(_cursor.SkipValue()));
    }

    private DataMap ReadMap(AzureResource? inside)
    {
        Span start = _cursor.At;
        ImmutableArray<DataEntry>.Builder pairs = ImmutableArray.CreateBuilder<DataEntry>();
        _cursor.SkipOne();
        while (_cursor.MoveTo('}'))
        {
            if (inside is not null && _cursor.Word == "resource" && _cursor.NextIsWord)
            {
                ReadResource(inside);
                continue;
            }

            Span keyAt = _cursor.At;
            if (_cursor.Is('.'))
            {
                // ...other: what that brings is not seen here.
                pairs.Add(new DataEntry(keyAt, Spread, new AzureExpression(keyAt.To(_cursor.SkipValue()))));
                continue;
            }

            string? key = _cursor.Word ?? _cursor.Text;
            _cursor.SkipOne();
            if (key is null || !_cursor.Is(':'))
            {
                _cursor.SkipValue();
                continue;
            }

            _cursor.SkipOne();
            pairs.Add(new DataEntry(keyAt, key, ReadValue()));
        }

        return new DataMap(start.To(Close(start)), pairs.ToImmutable());
    }

    private DataList ReadList(AzureResource? inside)
    {
        Span start = _cursor.At;
        ImmutableArray<DataNode>.Builder items = ImmutableArray.CreateBuilder<DataNode>();
        _cursor.SkipOne();
        // [for item in items: VALUE]: what each will be is known, how many there are is not.
        if (_cursor.Word == "for" && _cursor.SkipTo(':') && _cursor.Word == "if")
        {
            _cursor.SkipOne();
            _cursor.SkipGroup();
        }

        while (_cursor.MoveTo(']'))
        {
            int before = _cursor.Index;
            items.Add(ReadValue(inside));
            if (_cursor.Index == before) _cursor.SkipOne();
        }

        return new DataList(start.To(Close(start)), items.ToImmutable());
    }

    private Span Close(Span start)
    {
        Span end = _cursor.At;
        if (_cursor.AtEnd) _errors.Add(new ReadError(start with { End = start.Start + 1 }, $"this \"{start.Text[0]}\" is not closed"));
        _cursor.SkipOne();
        return end;
    }
}
