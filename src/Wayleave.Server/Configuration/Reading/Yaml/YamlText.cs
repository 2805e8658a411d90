using System.Globalization;
using System.Text;

namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>Writes nodes as YAML.</summary>
internal static class YamlText
{
    /// <summary>A whole document, a key a line, lists of values in brackets.</summary>
    /// <param name="map">The document's keys.</param>
    public static string Block(MapNode map)
    {
        var text = new StringBuilder();
        WriteMap(map, 0, text);
        return text.ToString();
    }

    /// <summary>A value on one line.</summary>
    /// <param name="node">The value.</param>
    public static string Inline(ConfigNode node) => node switch
    {
        ScalarNode scalar => Scalar(scalar),
        ListNode { Items.Length: 0 } => "[]",
        ListNode list => $"[{string.Join(", ", list.Items.Select(Inline))}]",
        MapNode map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {Inline(entry.Value)}"))} }}",
        _ => throw new ArgumentException("There is no other kind of node.", nameof(node)),
    };

    private static void WriteMap(MapNode map, int indent, StringBuilder text)
    {
        foreach (MapEntry entry in map.Entries)
        {
            // The first key of a list's item stands on the line of its dash.
            if (text.Length == 0 || text[^1] == '\n') text.Append(' ', indent);
            text.Append(entry.Key).Append(':');
            WriteValue(entry.Value, indent, text);
        }
    }

    private static void WriteValue(ConfigNode value, int indent, StringBuilder text)
    {
        switch (value)
        {
            case MapNode map:
                text.Append('\n');
                WriteMap(map, indent + 2, text);
                break;
            case ListNode list when list.Items.Any(item => item is MapNode):
                text.Append('\n');
                foreach (ConfigNode item in list.Items)
                {
                    text.Append(' ', indent + 2).Append("- ");
                    WriteMap((MapNode)item, indent + 4, text);
                }

                break;
            default:
                text.Append(' ').Append(Inline(value)).Append('\n');
                break;
        }
    }

    private static string Scalar(ScalarNode scalar) => !scalar.IsQuoted && IsPlain(scalar.Value) ? scalar.Value : Quoted(scalar.Value);

    // Narrower than YAML allows: what is left reads the same everywhere, in brackets too.
    private static bool IsPlain(string value) =>
        value.Length > 0 && (char.IsAsciiLetterOrDigit(value[0]) || value[0] == '/') && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/');

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                // A dollar would begin a variable.
                case '$': text.Append("$$"); break;
                case < ' ' or (>= '\u007F' and < '\u00A0') or '\u2028' or '\u2029' or '\uFEFF' or (>= '\uE000' and <= '\uF8FF') or >= '\uFFF0':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default: text.Append(c); break;
            }
        }

        return text.Append('"').ToString();
    }
}
