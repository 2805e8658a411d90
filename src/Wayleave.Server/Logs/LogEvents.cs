using Wayleave.Server.Destinations;

namespace Wayleave.Server.Logs;

/// <summary>Every kind of log line there is; <c>docs/logs.md</c> lists them for readers.</summary>
internal static class LogEvents
{
    /// <summary>The gateway listens: where, and where it goes from there.</summary>
    public static LogEvent Listening { get; } = new(1001, "listening", LogLevel.Info);

    /// <summary>Something that whoever runs the gateway may want to know.</summary>
    public static LogEvent Notice { get; } = new(1002, "notice", LogLevel.Info);

    /// <summary>Something that whoever runs the gateway should do something about.</summary>
    public static LogEvent Warning { get; } = new(1003, "warning", LogLevel.Warning);

    /// <summary>The log could not be written as fast as it was filled.</summary>
    public static LogEvent LinesDropped { get; } = new(1004, "lines-dropped", LogLevel.Warning);

    /// <summary>A socket has opened.</summary>
    public static LogEvent SocketOpened { get; } = new(1101, "socket-opened", LogLevel.Info);

    /// <summary>A socket has ended.</summary>
    public static LogEvent SocketClosed { get; } = new(1102, "socket-closed", LogLevel.Info);

    /// <summary>We refused a handshake.</summary>
    public static LogEvent UpgradeRefused { get; } = new(1111, "upgrade-refused", LogLevel.Info);

    /// <summary>The app answered a handshake with something else.</summary>
    public static LogEvent UpgradeDeclined { get; } = new(1112, "upgrade-declined", LogLevel.Info);

    /// <summary>No destination could be reached for a handshake.</summary>
    public static LogEvent UpgradeUnreachable { get; } = new(1113, "upgrade-unreachable", LogLevel.Error);

    /// <summary>The app's answer to a handshake was not sound.</summary>
    public static LogEvent UpgradeInvalid { get; } = new(1114, "upgrade-invalid", LogLevel.Error);

    /// <summary>The client went away during a handshake.</summary>
    public static LogEvent UpgradeAbandoned { get; } = new(1115, "upgrade-abandoned", LogLevel.Info);

    /// <summary>We refused an ordinary request.</summary>
    public static LogEvent RequestRefused { get; } = new(1201, "request-refused", LogLevel.Info);

    /// <summary>An ordinary request got no answer of the app, or half of one, or a 5xx.</summary>
    public static LogEvent RequestFailed { get; } = new(1202, "request-failed", LogLevel.Error);

    /// <summary>A destination may be chosen again.</summary>
    public static LogEvent DestinationUp { get; } = new(1301, "destination-up", LogLevel.Info);

    /// <summary>Health checks of a destination fail.</summary>
    public static LogEvent DestinationDown { get; } = new(1302, "destination-down", LogLevel.Warning);

    /// <summary>Real requests to a destination fail: it is left alone for a while.</summary>
    public static LogEvent DestinationResting { get; } = new(1303, "destination-resting", LogLevel.Warning);

    /// <summary>The admin takes a destination out.</summary>
    public static LogEvent DestinationDrained { get; } = new(1304, "destination-drained", LogLevel.Info);

    /// <summary>The admin lets a destination in again.</summary>
    public static LogEvent DestinationUndrained { get; } = new(1305, "destination-undrained", LogLevel.Info);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LogEvent> All { get; } =
    [
        Listening, Notice, Warning, LinesDropped, SocketOpened, SocketClosed, UpgradeRefused, UpgradeDeclined, UpgradeUnreachable, UpgradeInvalid,
        UpgradeAbandoned, RequestRefused, RequestFailed, DestinationUp, DestinationDown, DestinationResting, DestinationDrained, DestinationUndrained,
    ];

    /// <summary>The kind for what became of a handshake.</summary>
    /// <param name="outcome">The outcome, as in <c>UpgradeAttempt</c>.</param>
    public static LogEvent OfUpgrade(string outcome) => outcome switch
    {
        "declined" => UpgradeDeclined,
        "unreachable" => UpgradeUnreachable,
        "invalid" => UpgradeInvalid,
        "abandoned" => UpgradeAbandoned,
        _ => UpgradeRefused,
    };

    /// <summary>The kind for a change of a destination.</summary>
    /// <param name="kind">How it changed.</param>
    public static LogEvent OfChange(DestinationChangeKind kind) => kind switch
    {
        DestinationChangeKind.Up => DestinationUp,
        DestinationChangeKind.Down => DestinationDown,
        DestinationChangeKind.Resting => DestinationResting,
        DestinationChangeKind.Drained => DestinationDrained,
        _ => DestinationUndrained,
    };
}
