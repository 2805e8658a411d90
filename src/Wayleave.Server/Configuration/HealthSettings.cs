namespace Wayleave.Server.Configuration;

/// <summary>Active health checks: a GET now and then.</summary>
public sealed record HealthSettings
{
    /// <summary>The path asked; 200 to 399 is healthy.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The Host to send, with its port where that is not the scheme's own, and the name of TLS. Null (default): the one that the route
    /// names; with <see cref="HostKind.Keep"/> the first name that the route answers to; else the destination's own.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>The time between two checks of a destination. Default 10 s, 100 ms to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer may take. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many failures in a row mark a destination down. Default 2.</summary>
    public int Fall { get; init; } = 2;

    /// <summary>How many successes in a row mark it up again. Default 1.</summary>
    public int Rise { get; init; } = 1;
}
