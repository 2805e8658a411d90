using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Tells a handshake that was refused for who asked from one that was let in.</summary>
/// <remarks>Some apps accept first and close with 1008 or a code of their own a moment later: for a browser that is the same refusal.</remarks>
internal static class Denial
{
    /// <summary>True if the far end turned this caller away: 400, 401, 403 or 404, or a 101 and then a close frame that says so.</summary>
    /// <param name="probe">A handshake; null if it was not tried.</param>
    public static bool Denied(HandshakeProbe? probe) =>
        probe is not null && (probe.Exchange.Status is 400 or 401 or 403 or 404 || ClosedFor(probe));

    /// <summary>True if this caller was let in.</summary>
    /// <param name="probe">A handshake; null if it was not tried.</param>
    public static bool LetIn(HandshakeProbe? probe) => probe is { Opened: true } && !ClosedFor(probe);

    /// <summary>True if the socket opened and the far end closed it with a policy code.</summary>
    /// <param name="probe">A handshake.</param>
    public static bool ClosedFor(HandshakeProbe probe) =>
        probe is { Opened: true, Session.End: { Kind: EndKind.CloseFrame, Code: 1008 or 4401 or 4403 or 3000 or 3003 } };

    /// <summary>The refusal in a few words: its status, or its close code and reason.</summary>
    /// <param name="probe">A refused handshake.</param>
    public static string Text(HandshakeProbe probe) => ClosedFor(probe)
        ? $"101 and then close {probe.Session!.End.Code}{(probe.Session.End.Reason.Length > 0 ? $" \"{probe.Session.End.Reason}\"" : "")}"
        : Words.Answer(probe);
}
