using System.Globalization;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Words for what was seen, for the sentences of findings.</summary>
internal static class Words
{
    /// <summary>A handshake's answer in a few words: <c>426 Upgrade Required</c>, <c>no answer within 5 s</c>.</summary>
    /// <param name="probe">The handshake; null if it was not tried.</param>
    public static string Answer(HandshakeProbe? probe) => probe is null ? "not tried" : Answer(probe.Exchange);

    /// <summary>An exchange's answer in a few words.</summary>
    /// <param name="exchange">The exchange.</param>
    public static string Answer(HttpExchange exchange)
    {
        if (exchange.Status is { } status)
            return string.IsNullOrWhiteSpace(exchange.Reason) ? Number(status) : $"{Number(status)} {exchange.Reason}";
        return exchange.Failure is { } failure ? Failed(failure) : "no answer";
    }

    /// <summary>A failure in a few words.</summary>
    /// <param name="failure">The failure.</param>
    public static string Failed(Failure failure) => failure.Kind switch
    {
        FailureKind.NameNotFound => "the name was not found",
        FailureKind.Refused => "the connection was refused",
        FailureKind.Unreachable => "the address was unreachable",
        FailureKind.TimedOut => failure.Stage switch
        {
            FailureStage.Connect => "the connection timed out",
            FailureStage.Tls => "the TLS handshake timed out",
            FailureStage.Resolve => "the name lookup timed out",
            _ => "no answer within the time-out",
        },
        FailureKind.Reset => "the connection was reset",
        FailureKind.Closed => "the connection was closed without an answer",
        FailureKind.TlsRefused => "TLS was refused",
        FailureKind.CertificateInvalid => "the certificate does not hold",
        FailureKind.NotHttp => "an answer that is not HTTP",
        FailureKind.HeadTooLarge => "an answer whose head is too large",
        _ => failure.Text,
    };

    /// <summary>A time in seconds with one digit, or in milliseconds below one second.</summary>
    /// <param name="milliseconds">The time.</param>
    public static string Time(double milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.#} s");

    /// <summary>A whole number as text.</summary>
    /// <param name="number">The number.</param>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
