using System.Security.Cryptography.X509Certificates;
using Wayleave.Server.Listening;

namespace Wayleave.Server.Serving;

/// <summary>What a gateway may touch of the process that it runs in.</summary>
public sealed record GatewayOptions
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable; null if it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Sockets that listen already. Default: none.</summary>
    public Inheritance Inherited { get; init; } = Inheritance.None;

    /// <summary>Reads the settings anew and serves them; null: there is nothing to read them from. What has changed, or what is wrong, is in the answer.</summary>
    public Func<Task<ReloadResult>>? Reload { get; init; }

    /// <summary>Told of what happens, beside the log and the figures; null: nobody.</summary>
    internal IGatewayObserver? Observer { get; init; }

    /// <summary>Who may sign the certificates of apps; null: whom the system trusts.</summary>
    internal X509ChainPolicy? AppRoots { get; init; }

    /// <summary>Where log lines go.</summary>
    public required TextWriter Log { get; init; }

    /// <summary>Whether a person reads the log on a terminal.</summary>
    public bool LogIsTerminal { get; init; }
}
