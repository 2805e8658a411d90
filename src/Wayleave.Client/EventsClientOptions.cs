using System.Security.Cryptography;

namespace Wayleave.Client;

/// <summary>What an <see cref="EventsClient"/> follows, and how. Immutable.</summary>
public sealed record EventsClientOptions
{
    /// <summary>
    /// Where events are: the path of a route that gives channels (<c>https://app.example/ws/7</c>), or only a server
    /// (<c>https://app.example</c>) where <see cref="Channels"/> says which. Absolute, http, https, ws or wss; its query goes along.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>The channels, for servers' place for any of them: 0 to 128 names. Default none: the path gives them.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// From where events are wanted in channels in which there is no place yet: null (the default) those from now on, <c>0</c> all that are retained,
    /// <c>-20</c> the last twenty, or an id what follows it. Where the server's head was read before a state was loaded, that id.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>Where the reader is already: what <see cref="EventsClient.Positions"/> was before a restart. Default nowhere.</summary>
    public ChannelPositions Positions { get; init; } = ChannelPositions.Empty;

    /// <summary>
    /// Gives a ticket; asked anew for each connection, and on a WebSocket before the session ends that the last one began, which then goes on: where that fails
    /// nothing is lost. For a connection whatever it throws is a failed attempt, and an <see cref="EventsTicketException"/> may say when to ask again;
    /// so is an answer that takes longer than <see cref="ConnectTimeout"/>. Default null: no ticket is shown.
    /// </summary>
    public Func<CancellationToken, ValueTask<EventsTicket>>? GetTicket { get; init; }

    /// <summary>The transports in the order in which they are tried, at least one, each once. Default WebSocket, server-sent events, long poll.</summary>
    public IReadOnlyList<EventsTransport> Transports { get; init; } = [EventsTransport.WebSocket, EventsTransport.ServerSentEvents, EventsTransport.LongPoll];

    /// <summary>Headers that go along with every request, such as a cookie. Default none. With an <c>Authorization</c> here, tickets go into the query.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// Carries all requests, also the handshakes of WebSockets; not disposed of here. Default null: one of the client's own, which follows no redirects, since
    /// a ticket must not go to a host that an answer names.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>How long a connection may take until the server's first word, and a ticket to be had: more than nothing. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The ceiling of the first wait after a failure, which is drawn by chance below it and doubles with each: more than nothing. Default 1 s. A
    /// server's own window, over which it wants those spread who lose their connection, counts where it is longer.
    /// </summary>
    public TimeSpan MinRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The highest ceiling: <see cref="MinRetryDelay"/> or more. Default 20 s.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many attempts in a row may fail before the stream ends with an <see cref="EventsRetriesException"/>: 0 or more. Default null: any number.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>The most bytes of a message: 1 KiB or more. Default 4 MiB, room for what servers take by default, however it is written. A security limit.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many items wait for a slow reader before nothing more is read from the network: 1 or more. Default 1000.</summary>
    public int MaxBacklogItems { get; init; } = 1000;

    /// <summary>How many bytes of events wait for a slow reader, about; one event is taken whatever its size: 1 or more. Default 1 MiB.</summary>
    public long MaxBacklogBytes { get; init; } = 1024 * 1024;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Draws a number from 0 up to, but not, 1: how waits are spread. Default unpredictable; a test gives its own.</summary>
    public Func<double> Chance { get; init; } = static () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;
}
