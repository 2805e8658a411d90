using System.Collections.Immutable;

namespace Wayleave.Client.Lines;

/// <summary>What is asked for by a connection.</summary>
internal sealed record LineRequest
{
    /// <summary>The URL that the user gave.</summary>
    public required Uri Url { get; init; }

    /// <summary>The channels that are asked for by name.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Since what; null: nothing.</summary>
    public string? Since { get; init; }

    /// <summary>The ticket; null: none.</summary>
    public string? Ticket { get; init; }

    /// <summary>Headers that the user wants.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The most bytes of a message.</summary>
    public required int MaxMessageBytes { get; init; }

    /// <summary>The headers to send, the ticket among them.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllHeaders => Ticket is not null && !HasAuthorization ? [.. Headers, new("Authorization", $"Bearer {Ticket}")] : Headers;

    // Where logs do not see it, unless the app's own credentials stand there.
    private bool HasAuthorization => Headers.Any(header => string.Equals(header.Key, "Authorization", StringComparison.OrdinalIgnoreCase));

    /// <summary>The address to go to.</summary>
    /// <param name="transport">Over what.</param>
    /// <param name="since">Since what; null: nothing.</param>
    /// <param name="wait">How long a poll waits; null: it is none.</param>
    public Uri Address(EventsTransport transport, string? since, TimeSpan? wait = null)
    {
        List<string> query = [.. Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries), "v=1"];
        query.AddRange(Channels.Select(channel => $"ch={Uri.EscapeDataString(channel)}"));
        if (wait is { } seconds)
            query.AddRange(["poll=1", $"wait={(int)seconds.TotalSeconds}"]);
        if (since is not null)
            query.Add($"since={Uri.EscapeDataString(since)}");
        if (Ticket is not null && HasAuthorization)
            query.Add($"ticket={Uri.EscapeDataString(Ticket)}");
        var isSecure = Url.Scheme is "https" or "wss";
        return new UriBuilder(Url)
        {
            Scheme = transport == EventsTransport.WebSocket ? isSecure ? "wss" : "ws" : isSecure ? "https" : "http",
            Port = Url.IsDefaultPort ? -1 : Url.Port,
            Path = PathFor(transport),
            Query = string.Join('&', query),
            Fragment = "",
        }.Uri;
    }

    // The place for any channels has its polls beside it.
    private string PathFor(EventsTransport transport)
    {
        const string any = "/.wayleave/events";
        var path = Channels.Length > 0 && Url.AbsolutePath == "/" ? any : Url.AbsolutePath;
        return transport == EventsTransport.LongPoll && path.EndsWith(any, StringComparison.Ordinal) ? $"{path[..^"events".Length]}poll" : path;
    }
}
