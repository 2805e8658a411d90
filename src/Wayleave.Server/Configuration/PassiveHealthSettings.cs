namespace Wayleave.Server.Configuration;

/// <summary>Passive health checks: a destination that cannot be reached is left alone for a while, as long as another one is up.</summary>
public sealed record PassiveHealthSettings
{
    /// <summary>How many dials or requests in a row must fail. Default 3; 0 switches it off.</summary>
    public int Failures { get; init; } = 3;

    /// <summary>For how long it is left alone. Default 10 s.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(10);
}
