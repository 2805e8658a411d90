namespace Wayleave.Server.Destinations.Dialling;

/// <summary>How long the steps of a dial may take.</summary>
internal sealed record DialLimits
{
    /// <summary>How long a name may be waited for. Default 5 s.</summary>
    public TimeSpan Name { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long TCP may take, over all addresses of a name. Default 5 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long TLS may take. Default 5 s.</summary>
    public TimeSpan Tls { get; init; } = TimeSpan.FromSeconds(5);
}
