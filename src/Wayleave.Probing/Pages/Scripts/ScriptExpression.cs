using System.Text;
using System.Text.Json;
using static Wayleave.Probing.Pages.Scripts.ScriptValue;

namespace Wayleave.Probing.Pages.Scripts;

/// <summary>Works out the strings that a page's script builds its socket's URL from, without running the script.</summary>
/// <remarks>
/// Enough of the language for what people write there: strings, templates, <c>+</c>, <c>?:</c>, <c>||</c>, comparisons,
/// <c>location</c> and its members, <c>replace</c>, <c>new URL</c>, and variables that the same script assigns. What cannot be
/// told is <see cref="Unknown"/>; inside a string it becomes <see cref="Placeholder"/> and the string is no longer certain.
/// </remarks>
/// <param name="script">The whole script.</param>
/// <param name="page">The page's URL: what <c>location</c> says.</param>
/// <param name="source">The script's own URL: what <c>import.meta.url</c> says.</param>
/// <param name="data">The JSON that stands in the page, by its element's id, as Django's <c>json_script</c> writes it.</param>
internal sealed class ScriptExpression(string script, Uri page, Uri source, IReadOnlyDictionary<string, string> data)
{
    /// <summary>What stands for a part that only the running page knows, such as a room's number: a letter that no script writes.</summary>
    public const string Placeholder = "\uE000";

    // Variables that refer to one another, or hostile nesting, end here.
    private const int MaxDepth = 24;

    private readonly Dictionary<string, ScriptValue> _known = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>The values of a call's arguments.</summary>
    /// <param name="position">Just after the opening parenthesis.</param>
    public IReadOnlyList<ScriptValue> Arguments(int position) => Arguments(new ScriptLexer(script, position), ")");

    private List<ScriptValue> Arguments(ScriptLexer lexer, string end)
    {
        List<ScriptValue> values = [];
        while (!lexer.Take(end) && lexer.Peek() != '\0' && values.Count < 64)
        {
            values.Add(Conditional(lexer));
            if (!lexer.Take(",") && !lexer.At(end))
                break;
        }

        return values;
    }

    private ScriptValue Conditional(ScriptLexer lexer)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            return Unknown.Value;
        }

        try
        {
            var condition = Either(lexer);
            if (lexer.At("?.") || !lexer.Take("?"))
                return condition;
            var whenTrue = Conditional(lexer);
            if (!lexer.Take(":"))
                return Unknown.Value;
            var whenFalse = Conditional(lexer);
            return IsTrue(condition) switch { true => whenTrue, false => whenFalse, null => Unknown.Value };
        }
        finally
        {
            _depth--;
        }
    }

    private ScriptValue Either(ScriptLexer lexer)
    {
        var value = Both(lexer);
        while (lexer.Take("||") || lexer.Take("??"))
        {
            var other = Both(lexer);
            // What cannot be told (a setting, a global) is taken for absent: the fall-back is what the page itself would use.
            value = IsTrue(value) == true ? value : other;
        }

        return value;
    }

    private ScriptValue Both(ScriptLexer lexer)
    {
        var value = Comparison(lexer);
        while (lexer.Take("&&"))
        {
            var other = Comparison(lexer);
            value = IsTrue(value) == true ? other : value;
        }

        return value;
    }

    private ScriptValue Comparison(ScriptLexer lexer)
    {
        var left = Sum(lexer);
        var equal = lexer.Take("===") || lexer.Take("==");
        if (!equal && !lexer.Take("!==") && !lexer.Take("!="))
            return left;
        var right = Sum(lexer);
        return (left, right) is (Text a, Text b) ? new Truth(a.Value == b.Value == equal) : Unknown.Value;
    }

    private ScriptValue Sum(ScriptLexer lexer)
    {
        var value = Operand(lexer);
        while (!lexer.At("++") && !lexer.At("+=") && lexer.Take("+"))
            value = Joined(value, Operand(lexer));
        return value;
    }

    private static ScriptValue Joined(ScriptValue left, ScriptValue right) =>
        left is Unknown && right is Unknown ? left : AsText(left) is var a && AsText(right) is var b
            ? new Text(a.Value + b.Value, a.Certain && b.Certain)
            : Unknown.Value;

    /// <summary>A value inside a string: what cannot be told becomes the placeholder.</summary>
    private static Text AsText(ScriptValue value) => value as Text ?? new Text(Placeholder, Certain: false);

    private ScriptValue Operand(ScriptLexer lexer)
    {
        if (lexer.Take("!"))
            return IsTrue(Operand(lexer)) is { } truth ? new Truth(!truth) : Unknown.Value;
        var value = Primary(lexer);
        while (true)
        {
            if (lexer.Take("?.") || lexer.Take("."))
                value = ScriptMembers.Of(value, lexer.TakeName() ?? "", page);
            else if (lexer.Take("["))
                value = Arguments(lexer, "]") is [Text name] ? ScriptMembers.Of(value, name.Value, page) : Unknown.Value;
            else if (lexer.Take("("))
                value = Called(value, Arguments(lexer, ")"));
            else
                return value;
        }
    }

    private ScriptValue Called(ScriptValue called, IReadOnlyList<ScriptValue> arguments) => (called, arguments) switch
    {
        (Method { Of: Global, Name: "getElementById" }, [Text id]) when data.TryGetValue(id.Value, out var held) =>
            new Members(new Dictionary<string, ScriptValue> { ["textContent"] = new Text(held), ["innerText"] = new Text(held), ["innerHTML"] = new Text(held) }),
        (Method { Of: Global, Name: "parse" }, [Text { Certain: true } json]) => Parsed(json.Value),
        _ => ScriptMembers.Call(called, arguments),
    };

    private static ScriptValue Parsed(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind switch
            {
                JsonValueKind.String => new Text(parsed.RootElement.GetString() ?? ""),
                JsonValueKind.Number => new Text(parsed.RootElement.GetRawText()),
                _ => Unknown.Value,
            };
        }
        catch (JsonException)
        {
            return Unknown.Value;
        }
    }

    private ScriptValue Primary(ScriptLexer lexer)
    {
        if (lexer.TakeString() is { } text)
            return new Text(text);
        if (lexer.TakePattern() is { } pattern)
            return new Pattern(pattern);
        if (lexer.Take("`"))
            return Template(lexer);
        if (lexer.Take("("))
            return Arguments(lexer, ")") is [.., var last] ? last : Unknown.Value;
        if (lexer.Take("["))
            return new List(Arguments(lexer, "]"));
        if (lexer.Take("{"))
            return ObjectLiteral(lexer);
        return lexer.TakeName() switch
        {
            null => Unknown.Value,
            "new" => Construction(lexer),
            "import" when lexer.Take(".") && lexer.TakeName() == "meta" => new Members(new Dictionary<string, ScriptValue> { ["url"] = new Text(source.AbsoluteUri) }),
            "location" => new Location(),
            "window" or "document" or "JSON" or "self" or "globalThis" or "top" or "parent" => new Global(),
            "true" => new Truth(true),
            "false" or "null" or "undefined" => new Truth(false),
            var number when char.IsAsciiDigit(number[0]) => new Text(number),
            var name => Variable(name, lexer.Position),
        };
    }

    private Text Template(ScriptLexer lexer)
    {
        var value = new StringBuilder();
        var certain = true;
        // Blank space inside a template counts, so letters are read one by one.
        while (lexer.Position < script.Length && script[lexer.Position] != '`')
        {
            if (string.CompareOrdinal(script, lexer.Position, "${", 0, 2) == 0)
            {
                lexer.Take("${");
                var part = AsText(Conditional(lexer));
                (_, certain) = (value.Append(part.Value), certain && part.Certain);
                lexer.Take("}");
            }
            else
            {
                value.Append(lexer.TakeLetter());
            }
        }

        lexer.Take("`");
        return new Text(value.ToString(), certain);
    }

    private Members ObjectLiteral(ScriptLexer lexer)
    {
        Dictionary<string, ScriptValue> members = new(StringComparer.Ordinal);
        while (!lexer.Take("}") && (lexer.TakeString() ?? lexer.TakeName()) is { } name && lexer.Take(":"))
        {
            members[name] = Conditional(lexer);
            lexer.Take(",");
        }

        return new Members(members);
    }

    private ScriptValue Construction(ScriptLexer lexer)
    {
        var name = lexer.TakeName();
        while (lexer.Take("."))
            name = lexer.TakeName();
        if (!lexer.Take("("))
            return Unknown.Value;
        var arguments = Arguments(lexer, ")");
        if (name != "URL" || arguments is not [Text reference, ..])
            return Unknown.Value;
        var given = arguments is [_, Text against, ..] ? against.Value : page.AbsoluteUri;
        return Uri.TryCreate(page, given, out var origin) && Uri.TryCreate(origin, reference.Value, out var url)
            ? new Text(url.AbsoluteUri, reference.Certain)
            : Unknown.Value;
    }

    private ScriptValue Variable(string name, int usedAt)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        _known[name] = Unknown.Value; // whoever asks for itself gets this
        var value = ScriptAssignments.Before(script, name, usedAt) is { } position
            ? Conditional(new ScriptLexer(script, position))
            : Unknown.Value;
        return _known[name] = value;
    }

    private static bool? IsTrue(ScriptValue value) => value switch
    {
        Truth truth => truth.Value,
        Text text => text.Value.Length > 0,
        Unknown => null,
        _ => true,
    };
}
