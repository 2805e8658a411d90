using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Wayleave.Client;

/// <summary>An event of a channel. Each comes once, and those of a channel come in their order.</summary>
public sealed record ChannelEvent : StreamItem
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>
    /// Its place in the channel, a word to be compared and kept and not to be taken apart: what <c>since</c> takes. Null in channels that keep nothing,
    /// where an event is missed by whoever is away.
    /// </summary>
    public required string? Id { get; init; }

    /// <summary>JSON in UTF-8, byte by byte as it was published; text that is no JSON is a JSON string here. Where <see cref="IsBinary"/>, the bytes that were published.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whether bytes were published that are no text. Default false.</summary>
    public bool IsBinary { get; init; }

    /// <summary>How many events right before it were left out on purpose, as channels do that keep the latest of each key: no loss. 0 or more, default 0.</summary>
    public long Skipped { get; init; }

    /// <summary>When it arrived, by the client's clock. Servers do not say when an event was published.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <inheritdoc/>
    internal override int Size => base.Size + Data.Length;

    /// <summary>The data as JSON.</summary>
    /// <returns>An element that lives on its own.</returns>
    /// <exception cref="InvalidOperationException">It <see cref="IsBinary"/>.</exception>
    public JsonElement GetJson()
    {
        var reader = Reader();
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The data as an object, by source-generated code: nothing is looked up at run time, so it may be trimmed and compiled ahead.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="type">How it is read: <c>MyJsonContext.Default.Progress</c>.</param>
    /// <returns>The object; null if null was published.</returns>
    /// <exception cref="InvalidOperationException">It <see cref="IsBinary"/>.</exception>
    /// <exception cref="JsonException">The data is no such object.</exception>
    public T? GetJson<T>(JsonTypeInfo<T> type)
    {
        var reader = Reader();
        return JsonSerializer.Deserialize(ref reader, type);
    }

    // As deep as what may be published: the usual 64 would refuse some of it.
    private Utf8JsonReader Reader() => IsBinary
        ? throw new InvalidOperationException($"The event {Id} of {Channel} holds bytes that are no JSON: see IsBinary, and take Data")
        : new Utf8JsonReader(Data.Span, new JsonReaderOptions { MaxDepth = Wayleave.Protocol.Events.EventPayload.MaxDepth });
}
