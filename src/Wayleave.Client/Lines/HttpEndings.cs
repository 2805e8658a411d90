using System.Net;
using System.Net.Http.Headers;
using Wayleave.Client.Retrying;

namespace Wayleave.Client.Lines;

/// <summary>What HTTP's answers and exceptions mean.</summary>
internal static class HttpEndings
{
    /// <summary>What an exception means.</summary>
    /// <param name="thrown">The exception.</param>
    public static LineEnding Of(Exception thrown) => thrown switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            new LineEnding.Unreachable("the server cannot be reached") { Cause = thrown },
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new LineEnding.Unreachable("no secure connection can be made with the server") { Cause = thrown },
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError } =>
            new LineEnding.NotSpoken("what answered is not HTTP as it should be") { Cause = thrown },
        _ => new LineEnding.Lost("the connection was lost") { Cause = thrown },
    };

    /// <summary>What a status means that is not the one asked for.</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The header of that name; null if there is none.</param>
    /// <param name="now">The time, for a header that holds a date.</param>
    public static LineEnding Of(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, DateTimeOffset now) =>
        new LineEnding.Refused((int)status, retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - now : null));

    /// <summary>Whether an exception is one that a connection may throw; any other is a fault of ours.</summary>
    /// <param name="thrown">The exception.</param>
    public static bool IsExpected(Exception thrown) =>
        thrown is HttpRequestException or IOException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException;
}
