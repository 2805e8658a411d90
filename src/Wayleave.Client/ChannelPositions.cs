using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Events;

namespace Wayleave.Client;

/// <summary>Where a reader is in its channels: what is kept so that a restart goes on where it was. Immutable.</summary>
/// <remarks>Its text is a JSON object with an id for each channel. A member <c>*</c> stands for channels whose names the server has not told yet.</remarks>
public sealed class ChannelPositions : IEquatable<ChannelPositions>
{
    /// <summary>The most channels: 128.</summary>
    public const int MaxChannels = PositionVector.MaxChannels;

    private const string Unnamed = "*";

    private readonly ImmutableSortedDictionary<string, EventPosition> _named;

    private ChannelPositions(ImmutableSortedDictionary<string, EventPosition> named, Since? unnamed) => (_named, UnnamedPlace) = (named, unnamed);

    /// <summary>No channel: what a reader has that begins.</summary>
    public static ChannelPositions Empty { get; } = new(ImmutableSortedDictionary.Create<string, EventPosition>(StringComparer.Ordinal), null);

    /// <summary>How many channels there are: 0 to <see cref="MaxChannels"/>.</summary>
    public int Count => _named.Count;

    /// <summary>The channels.</summary>
    public IEnumerable<string> Channels => _named.Keys;

    /// <summary>Where it is in channels whose names the server has not told; null if there are none.</summary>
    internal Since? UnnamedPlace { get; }

    /// <summary>The channels with their places.</summary>
    internal IReadOnlyDictionary<string, EventPosition> Named => _named;

    /// <summary>The id of the last event in a channel; null if the channel is not known.</summary>
    /// <param name="channel">The channel's name.</param>
    public string? this[string channel] => _named.TryGetValue(channel, out var position) ? position.ToString() : null;

    /// <summary>Reads the text that <see cref="ToString"/> has written.</summary>
    /// <param name="text">The text; null and the empty text are no channel.</param>
    /// <param name="positions">The positions; null if the text is none.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ChannelPositions? positions)
    {
        positions = Empty;
        if (string.IsNullOrEmpty(text))
            return true;
        try
        {
            using var document = JsonDocument.Parse(text);
            positions = document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is no JSON, and half a surrogate pair in it; the reader has no other way to say so.
            positions = null;
        }

        return positions is not null;
    }

    /// <summary>Reads the text that <see cref="ToString"/> has written.</summary>
    /// <param name="text">The text; null and the empty text are no channel.</param>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ChannelPositions Parse(string? text) => TryParse(text, out var positions) ? positions
        : throw new FormatException("These are no positions: a JSON object with an id for each channel is expected, as ChannelPositions.ToString writes it");

    /// <summary>These with another channel, or another place in it: for ids that are kept elsewhere, such as beside the state that they belong to.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="id">The id of the last event that the reader has.</param>
    /// <exception cref="ArgumentException">The name is no channel's, or the id is none.</exception>
    /// <exception cref="InvalidOperationException">There would be more than <see cref="MaxChannels"/>.</exception>
    public ChannelPositions With(string channel, string id)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (ChannelName.Check(channel) is not ChannelNameViolation.None and var violation)
            throw new ArgumentException($"This is no channel's name: {violation.Describe()}", nameof(channel));
        if (!EventPosition.TryParse(id, out var position))
            throw new ArgumentException("This is no id: one such as k3Qz:105:9f2c1a07 is expected", nameof(id));
        if (Count == MaxChannels && !_named.ContainsKey(channel))
            throw new InvalidOperationException($"There are {MaxChannels} channels already, which is the most");
        return With(channel, position);
    }

    /// <summary>The text: a JSON object.</summary>
    public override string ToString()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            if (UnnamedPlace?.Text is { } place)
                json.WriteString(Unnamed, place);
            foreach (var (channel, position) in _named)
                json.WriteString(channel, position.ToString());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Whether both have the same channels with the same ids.</summary>
    /// <param name="other">The others.</param>
    public bool Equals(ChannelPositions? other) => other is not null && other.ToString() == ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChannelPositions);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>These with another place in a channel.</summary>
    internal ChannelPositions With(string channel, EventPosition position) => new(_named.SetItem(channel, position), UnnamedPlace);

    /// <summary>These with another place in channels whose names are not known.</summary>
    internal ChannelPositions WithUnnamed(Since? place) => new(_named, place);

    private static ChannelPositions? Of(JsonElement root)
    {
        var read = Empty;
        foreach (var member in root.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            if (member.Name == Unnamed)
            {
                if (!Since.TryParse(text, out var since) || since is not (Since.After or Since.AfterEach))
                    return null;
                read = read.WithUnnamed(since);
            }
            else if (ChannelName.Check(member.Name) == ChannelNameViolation.None && EventPosition.TryParse(text, out var position))
            {
                read = read.With(member.Name, position);
            }
            else
            {
                return null;
            }
        }

        return read.Count <= MaxChannels ? read : null;
    }
}
