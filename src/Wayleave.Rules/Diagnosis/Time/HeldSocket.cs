using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>A socket that was held open, seen by its times alone: the watch of <c>--idle</c> and the base run's hold look the same.</summary>
/// <param name="Probe">The probe that held it.</param>
/// <param name="Mode">What was done meanwhile.</param>
/// <param name="OpenedMs">When it was opened, in milliseconds since the run began.</param>
/// <param name="LastActivityMs">The last byte before the end, in milliseconds since it opened.</param>
/// <param name="FramesReceived">How often the far end spoke of its own accord.</param>
/// <param name="End">How it ended.</param>
internal sealed record HeldSocket(Probe Probe, IdleMode Mode, double OpenedMs, double LastActivityMs, int FramesReceived, SessionEnd End)
{
    /// <summary>True if the far side ended it; false if it outlived the watch.</summary>
    public bool Cut => End.Kind is EndKind.CloseFrame or EndKind.Eof or EndKind.Reset;

    /// <summary>True if it ended without a close frame, as an idle timer ends it.</summary>
    public bool CutWithoutClose => End.Kind is EndKind.Eof or EndKind.Reset;

    /// <summary>How old it was at its end, in seconds.</summary>
    public double Age => End.AtMs / 1000;

    /// <summary>How long nothing had passed at its end, in seconds.</summary>
    public double Silence => Math.Max(0, End.AtMs - LastActivityMs) / 1000;

    /// <summary>When it ended, in seconds since the run began.</summary>
    public double EndedAt => (OpenedMs + End.AtMs) / 1000;

    /// <summary>The socket that an idle probe held; null if it never opened.</summary>
    /// <param name="probe">The probe.</param>
    public static HeldSocket? Of(IdleProbe probe) => probe.End is null
        ? null
        : new HeldSocket(probe, probe.Mode, probe.StartMs, probe.LastActivityMs, probe.FramesReceived, probe.End);

    /// <summary>The socket that a handshake opened and the base run held; null if it did not open, or said more than is kept.</summary>
    /// <param name="probe">The probe.</param>
    public static HeldSocket? Of(HandshakeProbe probe)
    {
        if (probe is not { Opened: true, Session: { FramesCut: false } session })
            return null;
        double last = session.Frames.Where(f => f.Opcode != "close").Select(f => f.AtMs).DefaultIfEmpty(0).Max();
        int spoken = session.Frames.Count(f => !f.Sent && f.Opcode is "text" or "binary" or "ping");
        return new HeldSocket(probe, IdleMode.Silent, probe.StartMs, last, spoken, session.End);
    }
}
