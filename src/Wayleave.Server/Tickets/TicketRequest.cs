using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Tickets;

/// <summary>What the body of a request for a ticket asks for. All of it is optional.</summary>
/// <param name="ConnectionId">What the client calls its connection; null: nothing.</param>
/// <param name="Channels">The channels that the ticket is to be for; null: all that it may.</param>
internal sealed record TicketRequest(string? ConnectionId, ImmutableArray<ChannelPattern>? Channels)
{
    /// <summary>The longest id of a connection in characters.</summary>
    public const int MaxIdLength = 200;

    /// <summary>The longest subject in characters.</summary>
    public const int MaxSubjectLength = 200;

    /// <summary>The longest life of a session in seconds: 30 days.</summary>
    public const int MostSeconds = 30 * 24 * 3600;

    /// <summary>Reads it. Members that mean nothing here are passed over.</summary>
    /// <param name="body">The body, a JSON object.</param>
    /// <param name="idName">What the front end calls the connection's id.</param>
    /// <param name="request">The request; null if something is wrong.</param>
    /// <param name="wrong">What is wrong; null if nothing is.</param>
    public static bool TryRead(JsonElement body, string idName, [NotNullWhen(true)] out TicketRequest? request, [NotNullWhen(false)] out string? wrong)
    {
        request = null;
        if (!TryReadId(body, idName, out var id))
        {
            wrong = $"{idName} is a text of at most {MaxIdLength} characters";
            return false;
        }

        if (!TryReadChannels(body, out var channels, out wrong))
            return false;
        request = new TicketRequest(id, channels);
        return true;
    }

    /// <summary>What is wrong with a subject; null if nothing is.</summary>
    /// <param name="subject">The subject.</param>
    public static string? WrongSubject(string subject) =>
        subject.Length is > 0 and <= MaxSubjectLength && !subject.Any(char.IsControl) ? null : $"a subject has 1 to {MaxSubjectLength} characters";

    /// <summary>Reads how long a session is to last.</summary>
    /// <param name="seconds">The member.</param>
    /// <param name="life">How long; null if something is wrong.</param>
    public static bool TryReadLife(JsonElement seconds, out TimeSpan? life)
    {
        life = seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var count) && count is >= 1 and <= MostSeconds ? TimeSpan.FromSeconds(count) : null;
        return life is not null;
    }

    /// <summary>Reads the member <c>channels</c>.</summary>
    /// <param name="body">The object.</param>
    /// <param name="channels">The channels; null if there is none.</param>
    /// <param name="wrong">What is wrong; null if nothing is.</param>
    public static bool TryReadChannels(JsonElement body, out ImmutableArray<ChannelPattern>? channels, [NotNullWhen(false)] out string? wrong)
    {
        (channels, wrong) = (null, null);
        if (!body.TryGetProperty("channels", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(each => each.ValueKind != JsonValueKind.String))
        {
            wrong = "channels is a list of names or patterns such as user:42:*";
            return false;
        }

        try
        {
            channels = ChannelPatterns.Read([.. value.EnumerateArray().Select(each => each.GetString()!)], out wrong);
        }
        catch (InvalidOperationException)
        {
            wrong = "channels holds half a character";
        }

        return wrong is null;
    }

    private static bool TryReadId(JsonElement body, string name, out string? id)
    {
        id = null;
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        try
        {
            // A number is an id to many who write JSON.
            id = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
        }

        return id is { Length: <= MaxIdLength };
    }
}
