namespace Wayleave.Probing.Sessions;

/// <summary>What is to be done on an open socket.</summary>
internal sealed record SessionPlan
{
    /// <summary>How long it is held.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>A text to send; null: none.</summary>
    public string? Send { get; init; }

    /// <summary>True where the far end has signed itself as ours: only there may messages of ours be sent unasked.</summary>
    public bool OurFarEnd { get; init; }

    /// <summary>The largest message to try at a far end of ours, in bytes.</summary>
    public long MessageSize { get; init; }

    /// <summary>Whether to send a ping and measure its way.</summary>
    public bool Ping { get; init; } = true;
}
