namespace Wayleave.Rules.Causes;

/// <summary>The groups' headings.</summary>
public static class CauseGroupText
{
    /// <summary>What the causes of a group have in common, as a heading without a full stop.</summary>
    /// <param name="group">The group.</param>
    public static string Title(CauseGroup group) => group switch
    {
        CauseGroup.Identity => "Identity: who the app thinks is calling",
        CauseGroup.Delivery => "Delivery: the upgrade does not reach the app whole",
        CauseGroup.Tls => "TLS and HTTP versions",
        CauseGroup.Time => "Time: it works, and then ends",
        CauseGroup.Payload => "Payload: what is inside the messages and the handshake's answer",
        CauseGroup.Platform => "Platform: what hosting services do by themselves",
        CauseGroup.Admission => "Admission and balance: who is let in, and where to",
        CauseGroup.Names => "Names: how hosts are found",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}
