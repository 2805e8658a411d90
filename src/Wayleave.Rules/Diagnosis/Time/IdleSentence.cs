using System.Globalization;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>Says in a sentence or two how a silent socket ended, by whom, and what keeps the line open.</summary>
internal static class IdleSentence
{
    /// <summary>The sentences.</summary>
    /// <param name="reading">What was read from the ends.</param>
    public static string Of(TimeReading reading)
    {
        Cut cut = reading.Cut;
        string how = cut.End.Kind == EndKind.CloseFrame ? $"closed with {Close(cut.End)}" : "ended without a close frame";
        string others = cut.Outlived.IsEmpty
            ? cut.Ended.Length > 1 ? $" ({Words.Number(cut.Ended.Length)} sockets alike)" : ""
            : $", while the {string.Join(" and the ", cut.Outlived.Select(h => Mode(h.Mode)))} one lived on";
        return $"A silent socket was {how} after {Seconds(cut.Seconds)} s without a byte{others}: {reading.Culprit.Why}. {Remedy(cut)}";
    }

    /// <summary>A close frame's code and reason.</summary>
    /// <param name="end">The end.</param>
    public static string Close(SessionEnd end)
    {
        string code = end.Code is { } c ? Words.Number(c) : "no code";
        return end.Reason.Length > 0 ? $"{code} \"{end.Reason}\"" : code;
    }

    /// <summary>Seconds with one digit.</summary>
    /// <param name="seconds">The time.</param>
    public static string Seconds(double seconds) => seconds.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Remedy(Cut cut)
    {
        int spoken = cut.Ended[0].FramesReceived;
        string far = spoken == 0
            ? "the far end sends nothing of its own"
            : $"the far end sent {Words.Number(spoken)} frame{(spoken == 1 ? "" : "s")} of its own and then fell silent";
        string often = Seconds(Math.Max(1, Math.Min(30, Math.Floor(cut.Seconds / 2))));
        if (cut.CountsAnswersOnly)
            return $"Here {far}, and what the client sends does not count: pings that the app answers, or messages from it, every {often} s keep the line.";
        return cut switch
        {
            { PingsHelp: true } => $"Here {far}; pings every {often} s, from either side, keep the line.",
            { MessagesHelp: true } => $"Here {far}; pings do not count, messages every {often} s do.",
            _ => $"Here {far}; a ping or heartbeat at least every {often} s should keep the line.",
        };
    }

    private static string Mode(IdleMode mode) => mode switch
    {
        IdleMode.Pinging => "pinging",
        IdleMode.Sending => "sending",
        _ => "silent",
    };
}
