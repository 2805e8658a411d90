using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wayleave.Protocol.Events;

/// <summary>Writes what a server says to a client that speaks <c>wayleave.v1</c>: one JSON object a frame. Here what concerns the connection as a whole.</summary>
/// <remarks>Each method appends one frame in UTF-8, without a line break. A client ignores members that it does not know, so more may be added.</remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</seealso>
public static partial class ServerFrame
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = Encoder };

    /// <summary>Answers a ping: <c>{"type":"pong"}</c>, the same on legacy connections.</summary>
    public static ReadOnlySpan<byte> Pong => """{"type":"pong"}"""u8;

    /// <summary>The sign of life on legacy connections: <c>{"type":"heartbeat"}</c>.</summary>
    public static ReadOnlySpan<byte> LegacyHeartbeat => """{"type":"heartbeat"}"""u8;

    /// <summary>The first frame.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="session">The connection's name, for logs of both sides.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="heartbeat">After how much silence a heartbeat comes; written in seconds.</param>
    /// <param name="retryWindow">Over how much time clients that lose their connection should spread; written in milliseconds.</param>
    /// <param name="tokenExpiresIn">How long the token still holds, written in whole seconds that have not begun to run out; null if it does not end.</param>
    public static void Hello(
        IBufferWriter<byte> output, string session, string node, TimeSpan heartbeat, TimeSpan retryWindow, TimeSpan? tokenExpiresIn = null)
    {
        using var json = Begin(output, "hello"u8);
        json.WriteString("session"u8, session);
        json.WriteString("node"u8, node);
        json.WriteNumber("heartbeat"u8, heartbeat.TotalSeconds);
        WriteMilliseconds(json, "retry_window"u8, retryWindow);
        if (tokenExpiresIn is { } left)
            WriteWholeSeconds(json, "token_expires_in"u8, left);
        json.WriteEndObject();
    }

    /// <summary>The sign of life, which tells where each channel is: a client whose last id differs has missed the end.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="now">The time of day; written in whole seconds since 1970.</param>
    /// <param name="heads">The channels of this connection with the positions up to which it has been sent everything.</param>
    /// <param name="retryWindow">The new window if it changed since hello; null if not.</param>
    /// <param name="degraded">Whether the store cannot be reached, so that nothing new can come.</param>
    public static void Heartbeat(
        IBufferWriter<byte> output, DateTimeOffset now, ReadOnlySpan<KeyValuePair<string, EventPosition>> heads,
        TimeSpan? retryWindow = null, bool degraded = false)
    {
        using var json = Begin(output, "heartbeat"u8);
        json.WriteNumber("ts"u8, now.ToUnixTimeSeconds());
        if (retryWindow is { } window)
            WriteMilliseconds(json, "retry_window"u8, window);
        if (degraded)
            json.WriteBoolean("degraded"u8, true);
        json.WriteStartObject("at"u8);
        foreach (var (channel, head) in heads)
        {
            json.WritePropertyName(channel);
            WritePosition(json, head);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Tells how long the token still holds: before it ends, and in answer to a new one.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="expiresIn">How long; written in whole seconds that have not begun to run out, and not at all where it is null: it does not end.</param>
    public static void Auth(IBufferWriter<byte> output, TimeSpan? expiresIn)
    {
        using var json = Begin(output, "auth"u8);
        if (expiresIn is { } left)
            WriteWholeSeconds(json, "expires_in"u8, left);
        json.WriteEndObject();
    }

    /// <summary>Says that this connection will be closed, and when to come back.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="after">How long to wait once it is closed; written in milliseconds.</param>
    /// <param name="reason">Why, in a word: <c>draining</c>.</param>
    public static void Reconnect(IBufferWriter<byte> output, TimeSpan after, string reason)
    {
        using var json = Begin(output, "reconnect"u8);
        WriteMilliseconds(json, "after"u8, after);
        json.WriteString("reason"u8, reason);
        json.WriteEndObject();
    }

    /// <summary>Refuses something.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="code">A word for programs: <c>forbidden</c>.</param>
    /// <param name="retry">Whether the same may do later.</param>
    /// <param name="channel">The channel that it is about; null if none.</param>
    /// <param name="message">Words for people; null if the code says all that a stranger may know.</param>
    public static void Error(IBufferWriter<byte> output, string code, bool retry, string? channel = null, string? message = null)
    {
        using var json = Begin(output, "error"u8);
        json.WriteString("code"u8, code);
        if (channel is not null)
            json.WriteString("ch"u8, channel);
        json.WriteBoolean("retry"u8, retry);
        if (message is not null)
            json.WriteString("message"u8, message);
        json.WriteEndObject();
    }

    // What other encoders escape beyond need is for pages that put JSON into HTML; these are messages of their own.
    internal static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes a payload as the value of <c>data</c>; one that is bytes comes as base64, behind a member that says so.</summary>
    internal static void WriteData(Utf8JsonWriter json, EventPayload payload)
    {
        if (payload.Kind == PayloadKind.Binary)
            json.WriteString("encoding"u8, "base64"u8);
        json.WritePropertyName("data"u8);
        switch (payload.Kind)
        {
            case PayloadKind.Binary: json.WriteBase64StringValue(payload.Bytes.Span); break;
            case PayloadKind.Text: json.WriteStringValue(payload.Bytes.Span); break;
            // As the bytes are: big numbers, spacing and repeated members stay.
            default: json.WriteRawValue(payload.Bytes.Span, skipInputValidation: true); break;
        }
    }

    internal static void WritePosition(Utf8JsonWriter json, EventPosition position)
    {
        Span<byte> text = stackalloc byte[EventPosition.MaxTextLength];
        json.WriteStringValue(text[..position.Write(text)]);
    }

    internal static Utf8JsonWriter Begin(IBufferWriter<byte> output, ReadOnlySpan<byte> type)
    {
        var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        return json;
    }

    private static void WriteMilliseconds(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan value) =>
        json.WriteNumber(name, (long)value.TotalMilliseconds);

    // Down, so that nobody renews a moment too late.
    private static void WriteWholeSeconds(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan value) =>
        json.WriteNumber(name, (long)value.TotalSeconds);
}
