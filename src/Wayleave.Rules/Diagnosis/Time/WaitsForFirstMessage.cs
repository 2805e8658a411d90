using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>The app waits for the client's first message and closes with a code of its own when none comes: no fault, but worth knowing.</summary>
internal sealed class WaitsForFirstMessage : IDiagnosisRule
{
    private static readonly string[] TimerWords = ["timeout", "timed out", "time out", "too late", "initialisation", "initialization", "no message", "expected"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("app-that-waits-for-a-first-message", CauseNames.IdleTimeoutApp)
    {
        Why = "A page speaks first (a login, a subscription) where the probe, which must not speak to strangers, stays silent; the app's own timer then closes the socket.",
        Source = "https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md",
    };

    /// <summary>True for a close frame whose code is the app's own to choose, or says that a rule of the app was broken.</summary>
    /// <param name="end">The end.</param>
    public static bool IsOwnCode(SessionEnd end) => end is { Kind: EndKind.CloseFrame, Code: 1008 or (>= 3000 and <= 4999) };

    /// <summary>True for a close that a timer of the app brought about, as the time and the reason show.</summary>
    /// <param name="end">The end.</param>
    public static bool IsTimer(SessionEnd end) => IsOwnCode(end)
        && (end.Code == 4408 || end.AtMs >= 2000
            || (end.AtMs >= 1000 * Cuts.AtOnceSeconds && TimerWords.Any(w => end.Reason.Contains(w, StringComparison.OrdinalIgnoreCase))));

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Public.EndedByPeer is not { } end || !IsTimer(end)
            || evidence.Browser!.Session!.Frames.Any(f => f.Sent && f.Opcode is "text" or "binary"))
            yield break;

        yield return Info.Found(
            Severity.Info,
            0.8,
            "app",
            $"The app closed the socket with {IdleSentence.Close(end)} after {Words.Time(end.AtMs)} in which no message was sent: it waits for the client to speak first. "
                + "Give that message with --send to see what comes then.",
            evidence.Browser) with
        {
            NextProbe = "--send TEXT",
        };
    }
}
