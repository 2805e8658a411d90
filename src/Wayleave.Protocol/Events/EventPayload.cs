using System.Text.Json;
using System.Text.Unicode;

namespace Wayleave.Protocol.Events;

/// <summary>The bytes of an event as they were published, and what they are.</summary>
/// <remarks>
/// What they are is read from the bytes alone, so that every store and every publisher, also one that knows nothing of us, gives
/// the same event. It is found once; then the bytes are put into frames as they are, without another look.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-5.6">RFC 6455 §5.6</seealso>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</seealso>
public readonly struct EventPayload
{
    /// <summary>The deepest nesting that counts as JSON: 1000. Deeper text is text; few readers would take it for anything else.</summary>
    public const int MaxDepth = 1000;

    private EventPayload(PayloadKind kind, ReadOnlyMemory<byte> bytes) => (Kind, Bytes) = (kind, bytes);

    /// <summary>What the bytes are.</summary>
    public PayloadKind Kind { get; }

    /// <summary>The bytes as they were published.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Looks what bytes are.</summary>
    /// <param name="bytes">The bytes; they are kept and must not change.</param>
    public static EventPayload Of(ReadOnlyMemory<byte> bytes) => new(KindOf(bytes.Span), bytes);

    internal static Utf8JsonReader Reader(ReadOnlySpan<byte> json) => new(json, new JsonReaderOptions { MaxDepth = MaxDepth });

    private static PayloadKind KindOf(ReadOnlySpan<byte> bytes)
    {
        // The reader does not look into strings, and a text frame must be UTF-8 throughout (RFC 6455 §5.6).
        if (!Utf8.IsValid(bytes))
            return PayloadKind.Binary;
        try
        {
            var reader = Reader(bytes);
            reader.Read();
            var kind = reader.TokenType == JsonTokenType.StartObject ? PayloadKind.JsonObject : PayloadKind.Json;
            while (reader.Read())
            {
            }

            return kind;
        }
        catch (JsonException)
        {
            // The reader has no other way to say so.
            return PayloadKind.Text;
        }
    }
}
