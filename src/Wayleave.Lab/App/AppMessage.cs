using System.Buffers;
using System.Text.Json;
using Wayleave.Protocol.Frames;

namespace Wayleave.Lab.App;

/// <summary>The messages that the app sends to its page, each as a whole text frame.</summary>
internal static class AppMessage
{
    /// <summary>The first word on a socket: the visitor's own name, and the chart so far.</summary>
    public static ReadOnlyMemory<byte> Hello(string name, double[] values) => Write(json =>
    {
        Field(json, "hello", "name", name);
        json.WriteStartArray("values");
        foreach (double value in values)
            json.WriteNumberValue(Math.Round(value, 2));
        json.WriteEndArray();
    });

    /// <summary>The chart's next value.</summary>
    public static ReadOnlyMemory<byte> Tick(double value, int visitors) => Write(json =>
    {
        json.WriteString("type", "tick");
        json.WriteNumber("value", Math.Round(value, 2));
        json.WriteNumber("visitors", visitors);
    });

    /// <summary>A line of the chat.</summary>
    public static ReadOnlyMemory<byte> Chat(string from, string text) => Write(json =>
    {
        Field(json, "chat", "from", from);
        json.WriteString("text", text);
    });

    /// <summary>How far an upload is.</summary>
    public static ReadOnlyMemory<byte> Upload(long got, long of) => Write(json =>
    {
        json.WriteString("type", "upload");
        json.WriteNumber("got", got);
        json.WriteNumber("of", of);
    });

    private static void Field(Utf8JsonWriter json, string type, string name, string value)
    {
        json.WriteString("type", type);
        json.WriteString(name, value);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> fields)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.Write(frame, Opcode.Text, text.WrittenSpan);
        return frame.WrittenMemory;
    }
}
