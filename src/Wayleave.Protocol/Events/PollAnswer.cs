using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Wayleave.Protocol.Events;

/// <summary>What a long poll is answered by: <c>{"events":[…],"next":"…","gap":null}</c>.</summary>
/// <param name="Frames">The frames in their order: events, and behind them a gap where there is one. Each is JSON, not read yet.</param>
/// <param name="Next">From where to ask next: a word, not empty.</param>
public sealed record PollAnswer(ImmutableArray<ReadOnlyMemory<byte>> Frames, string Next)
{
    /// <summary>The longest <see cref="Next"/>, in characters: a vector of positions with its signature. A security limit.</summary>
    public const int MaxNextLength = 8 * 1024;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = ServerMessage.MaxDepth + 2 };

    /// <summary>Reads an answer. Unknown members are passed over.</summary>
    /// <param name="body">Whatever a server sent, whole.</param>
    /// <param name="answer">The answer; null if it is none.</param>
    /// <returns>False if it is none. It never throws.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out PollAnswer? answer)
    {
        answer = null;
        // The reader does not look into strings that it passes over.
        if (!Utf8.IsValid(body.Span))
            return false;
        try
        {
            using var document = JsonDocument.Parse(body, s_options);
            answer = Of(document.RootElement);
        }
        catch (JsonException)
        {
            // The reader has no other way to say so.
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as in "\ud800", is sound JSON (RFC 8259 §8.2) and no text; the reader throws at it.
        }

        return answer is not null;
    }

    private static PollAnswer? Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("events"u8, out var events) || events.ValueKind != JsonValueKind.Array
            || !root.TryGetProperty("next"u8, out var next) || next.ValueKind != JsonValueKind.String
            || next.GetString() is not { Length: > 0 and <= MaxNextLength } place)
            return null;
        var frames = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        foreach (var each in events.EnumerateArray())
            frames.Add(JsonMarshal.GetRawUtf8Value(each).ToArray());
        if (root.TryGetProperty("gap"u8, out var gap) && gap.ValueKind != JsonValueKind.Null)
            frames.Add(JsonMarshal.GetRawUtf8Value(gap).ToArray());
        return new PollAnswer(frames.ToImmutable(), place);
    }
}
