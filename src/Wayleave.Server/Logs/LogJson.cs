using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Logs;

/// <summary>A log line for programs: one JSON object.</summary>
internal static class LogJson
{
    /// <summary>The longest value in characters: what peers say may be as long as a head.</summary>
    public const int LongestValue = 500;

    // It goes to no browser: what is readable stays so. Control characters are gone by then.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    /// <param name="entry">What it says.</param>
    public static string Of(LogEntry entry)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("time", $"{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
            json.WriteString("level", entry.Event.Level switch { LogLevel.Info => "info", LogLevel.Warning => "warning", _ => "error" });
            json.WriteString("event", entry.Event.Name);
            json.WriteNumber("event_id", entry.Event.Id);
            json.WriteString("message", Printable.Line(entry.Message));
            foreach (var (key, value) in entry.Fields)
                Write(json, key, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string key, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case bool isSo:
                json.WriteBoolean(key, isSo);
                break;
            case int or long or ushort:
                json.WriteNumber(key, Convert.ToInt64(value));
                break;
            case double number:
                json.WriteNumber(key, number);
                break;
            case IEnumerable<string> list:
                json.WriteStartArray(key);
                foreach (var item in list)
                    json.WriteStringValue(Printable.Short(item, LongestValue));
                json.WriteEndArray();
                break;
            default:
                json.WriteString(key, Printable.Short($"{value}", LongestValue));
                break;
        }
    }
}
