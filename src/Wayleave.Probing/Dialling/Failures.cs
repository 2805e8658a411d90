using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>The one place that turns what the system throws at a connection into a value.</summary>
internal static class Failures
{
    /// <summary>True for what a network or a peer can cause; anything else is a defect of ours and must surface in tests.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is SocketException or IOException or OperationCanceledException or AuthenticationException or Win32Exception
            or ObjectDisposedException or HttpRequestException or NotSupportedException
            // What a peer's certificate or a strange name can trip within the class library.
            or CryptographicException or ArgumentException or FormatException or InvalidOperationException;

    /// <summary>Where and how it ended.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="stage">The step that was under way.</param>
    public static Failure Of(Exception exception, FailureStage stage) => new(stage, KindOf(exception, stage), TextOf(exception));

    private static FailureKind KindOf(Exception exception, FailureStage stage) => exception switch
    {
        OperationCanceledException => FailureKind.TimedOut,
        HttpRequestException { HttpRequestError: HttpRequestError.ExtendedConnectNotSupported } => FailureKind.ExtendedConnectNotOffered,
        HttpProtocolException or { InnerException: HttpProtocolException } => FailureKind.Reset,
        SocketException socket => KindOf(socket.SocketErrorCode),
        { InnerException: SocketException socket } => KindOf(socket.SocketErrorCode),
        IOException when stage == FailureStage.Tls && exception.Message.Contains("EOF", StringComparison.Ordinal) => FailureKind.Closed,
        AuthenticationException or Win32Exception or CryptographicException => FailureKind.TlsRefused,
        IOException when stage == FailureStage.Tls => FailureKind.TlsRefused,
        _ => FailureKind.Other,
    };

    private static FailureKind KindOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => FailureKind.Refused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => FailureKind.Reset,
        SocketError.TimedOut => FailureKind.TimedOut,
        SocketError.HostNotFound or SocketError.NoData => FailureKind.NameNotFound,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.AccessDenied => FailureKind.Unreachable,
        _ => FailureKind.Other,
    };

    private static string TextOf(Exception exception) => exception switch
    {
        OperationCanceledException => "nothing came within the deadline",
        // The cause beneath says more than "see inner exception".
        AuthenticationException { InnerException: { } inner } => inner.InnerException?.Message ?? inner.Message,
        { InnerException: HttpProtocolException inner } => inner.Message,
        { InnerException: SocketException inner } => inner.Message,
        _ => exception.Message,
    };
}
