using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Connect;

/// <summary>The events of a conversation as JSON, one object a line: <c>open</c>, <c>frame</c>, <c>end</c>, or <c>refused</c>.</summary>
internal static class ConnectJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The socket is open.</summary>
    public static string Opened(HandshakeProbe handshake) => Write(json =>
    {
        json.WriteString("event", "open");
        json.WriteString("url", handshake.Url);
        json.WriteNumber("elapsed_ms", Math.Round(handshake.ElapsedMs, 1));
        if (handshake.Subprotocol is { } subprotocol) json.WriteString("subprotocol", subprotocol);
        json.WriteBoolean("deflate", handshake.Deflate);
    });

    /// <summary>A message or a control frame.</summary>
    public static string Frame(double atMs, string direction, string kind, ReadOnlySpan<byte> payload)
    {
        byte[] bytes = payload.ToArray();
        return Write(json =>
        {
            json.WriteString("event", "frame");
            json.WriteNumber("at_ms", Math.Round(atMs, 1));
            json.WriteString("direction", direction);
            json.WriteString("opcode", kind);
            json.WriteNumber("length", bytes.Length);
            if (kind == "close" && bytes.Length >= 2)
            {
                json.WriteNumber("code", (bytes[0] << 8) | bytes[1]);
                json.WriteString("reason", Encoding.UTF8.GetString(bytes, 2, bytes.Length - 2));
            }
            else if (kind == "binary")
            {
                json.WriteString("hex", Convert.ToHexStringLower(bytes));
            }
            else
            {
                json.WriteString("text", Encoding.UTF8.GetString(bytes));
            }
        });
    }

    /// <summary>The socket has ended.</summary>
    public static string Ended(SessionEnd end) => Write(json =>
    {
        json.WriteString("event", "end");
        json.WriteNumber("at_ms", Math.Round(end.AtMs, 1));
        json.WriteString("how", JsonNamingPolicy.SnakeCaseLower.ConvertName(end.Kind.ToString()));
        if (end.Code is { } code) json.WriteNumber("code", code);
        json.WriteString("reason", end.Reason);
        if (end.Detail.Length > 0) json.WriteString("detail", end.Detail);
    });

    /// <summary>There is no socket.</summary>
    public static string Refused(HandshakeProbe handshake) => Write(json =>
    {
        json.WriteString("event", "refused");
        json.WriteString("url", handshake.Url);
        json.WriteString("outcome", handshake.Outcome);
        json.WritePropertyName("handshake");
        JsonSerializer.SerializeToElement(handshake, FactsJson.Default.Probe).WriteTo(json);
    });

    private static string Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        return JsonText.Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
