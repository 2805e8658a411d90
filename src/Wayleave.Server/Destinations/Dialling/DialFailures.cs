using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>The one place that turns what the system throws at a dial into a value.</summary>
internal static class DialFailures
{
    /// <summary>True for what a network or a peer can cause; anything else is a defect of ours and must surface.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is SocketException or IOException or OperationCanceledException or AuthenticationException or Win32Exception or ObjectDisposedException;

    /// <summary>What went wrong while connecting to one address.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="endPoint">Where to.</param>
    public static DialFailure OfConnect(Exception exception, IPEndPoint endPoint)
    {
        var kind = exception is SocketException socket ? KindOf(socket.SocketErrorCode, endPoint.AddressFamily) : KindOf(exception);
        return new DialFailure(DialStage.Connect, kind, $"{endPoint}: {WordsOf(kind, exception)}");
    }

    /// <summary>What went wrong during the TLS handshake.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="flaw">What is wrong with the certificate; null: nothing, or none came.</param>
    /// <param name="where">Where to.</param>
    public static DialFailure OfTls(Exception exception, string? flaw, string where)
    {
        if (flaw is not null)
            return new DialFailure(DialStage.Tls, DialFailureKind.Certificate, $"{where}: the certificate does not hold: {flaw}");
        var kind = exception switch
        {
            AuthenticationException or Win32Exception => DialFailureKind.TlsRefused,
            // The class library says only in words that the stream ended, or that its bytes are no TLS.
            IOException { InnerException: null } => exception.Message.Contains("EOF", StringComparison.Ordinal) ? DialFailureKind.Reset : DialFailureKind.TlsRefused,
            _ => KindOf(exception),
        };
        return new DialFailure(DialStage.Tls, kind, $"{where}: TLS failed: {WordsOf(kind, exception)}");
    }

    /// <summary>The failure that tells most of those of several addresses, with the words of all.</summary>
    /// <remarks>A host without IPv6 cannot reach one of its addresses, which is no news; that the other one refuses is.</remarks>
    public static DialFailure MostTelling(IReadOnlyList<DialFailure> failures)
    {
        if (failures.Count == 1)
            return failures[0];
        var telling = failures.FirstOrDefault(failure => failure.Kind == DialFailureKind.Exhausted)
            ?? failures.FirstOrDefault(failure => failure.Kind != DialFailureKind.Unreachable)
            ?? failures[0];
        return telling with { Words = string.Join("; ", failures.Select(failure => failure.Words)) };
    }

    private static DialFailureKind KindOf(Exception exception) => exception switch
    {
        OperationCanceledException => DialFailureKind.TimedOut,
        SocketException socket => KindOf(socket.SocketErrorCode, AddressFamily.Unspecified),
        { InnerException: SocketException socket } => KindOf(socket.SocketErrorCode, AddressFamily.Unspecified),
        _ => DialFailureKind.Other,
    };

    private static DialFailureKind KindOf(SocketError error, AddressFamily family) => error switch
    {
        SocketError.ConnectionRefused => DialFailureKind.Refused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => DialFailureKind.Reset,
        SocketError.TimedOut => DialFailureKind.TimedOut,
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => DialFailureKind.Exhausted,
        // EADDRNOTAVAIL: over IPv4 every local port is taken; over IPv6 this machine has rather no such address at all.
        SocketError.AddressNotAvailable => family == AddressFamily.InterNetwork ? DialFailureKind.Exhausted : DialFailureKind.Unreachable,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressFamilyNotSupported or SocketError.AccessDenied => DialFailureKind.Unreachable,
        _ => DialFailureKind.Other,
    };

    private static string WordsOf(DialFailureKind kind, Exception exception) => kind switch
    {
        DialFailureKind.Refused => "connection refused",
        DialFailureKind.TimedOut => "nothing came in time",
        DialFailureKind.Reset => "the connection was ended",
        DialFailureKind.Exhausted => $"this machine has no descriptor or port left ({exception.Message})",
        // The cause beneath says more than "see inner exception".
        _ => (exception.InnerException?.InnerException ?? exception.InnerException ?? exception).Message,
    };
}
