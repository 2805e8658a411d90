using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>What came of a probe, in a few words for a person.</summary>
internal static class Outcomes
{
    /// <summary>The answer's status line, or why there is none.</summary>
    public static string Of(HttpExchange exchange) => exchange switch
    {
        { Status: { } status } => $"{status} {exchange.Reason}".TrimEnd(),
        { Failure: { } failure } => Of(failure),
        _ => "no answer",
    };

    /// <summary>A failure, with the step at which it came.</summary>
    public static string Of(Failure failure)
    {
        var step = failure.Stage switch
        {
            FailureStage.Resolve => "looking the name up",
            FailureStage.Connect => "connecting",
            FailureStage.Proxy => "at this machine's proxy",
            FailureStage.Tls => "in the TLS handshake",
            FailureStage.Send => "sending the request",
            FailureStage.FirstByte => "waiting for an answer",
            FailureStage.Head => "reading the answer",
            _ => "reading the body",
        };
        return failure.Kind switch
        {
            FailureKind.NameNotFound => "the name has no address",
            FailureKind.Refused => $"refused {step}",
            FailureKind.Unreachable => "unreachable",
            FailureKind.TimedOut => $"timed out {step}",
            FailureKind.Reset => $"reset {step}",
            FailureKind.Closed => $"closed {step}",
            _ => $"failed {step}: {failure.Text}",
        };
    }

    /// <summary>How a socket ended.</summary>
    public static string Of(SessionEnd end) => end.Kind switch
    {
        EndKind.ClosedByUs => "closed by us",
        EndKind.ClosedByUsUnanswered => "closed by us, unanswered",
        EndKind.CloseFrame => $"closed by the far end{(end.Code is { } code ? $" with {code}" : "")}{(end.Reason.Length > 0 ? $" \"{end.Reason}\"" : "")} after {end.AtMs:0} ms",
        EndKind.Eof => $"ended without a close frame after {end.AtMs:0} ms",
        EndKind.Reset => $"reset after {end.AtMs:0} ms",
        _ => $"broke the protocol after {end.AtMs:0} ms: {end.Detail}",
    };
}
