using Wayleave.Server.Tls;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>What a reading may ask of the world around the text; tests pass their own.</summary>
public sealed record ReadingWorld
{
    /// <summary>Reads an environment variable; null if it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Knows the networks of edges. Default: the published ones that come with the program.</summary>
    public IEdgeNetworks Edges { get; init; } = PublishedEdgeNetworks.Instance;

    /// <summary>Whether a file is there. Default: ask the system.</summary>
    public Func<string, bool> FileExists { get; init; } = System.IO.File.Exists;

    /// <summary>
    /// Opens a certificate and says why it could not be served; null if it could. Default: none is opened, since a gateway does that itself
    /// when it takes the settings over.
    /// </summary>
    public Func<CertificateSettings, TlsProblem?> Certificate { get; init; } = _ => null;
}
