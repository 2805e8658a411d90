namespace Wayleave.Server.Serving;

/// <summary>What a gateway may touch of the process that it runs in.</summary>
public sealed record GatewayOptions
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable; null if it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where log lines go.</summary>
    public required TextWriter Log { get; init; }

    /// <summary>Whether a person reads the log on a terminal.</summary>
    public bool LogIsTerminal { get; init; }

    /// <summary>Loads the settings anew, for <c>POST /reload</c> at the admin address; null: there is nothing to load them from, and it says so.</summary>
    public Func<Task<ReloadResult>>? Reload { get; init; }
}
