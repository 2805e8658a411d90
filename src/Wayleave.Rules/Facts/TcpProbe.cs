namespace Wayleave.Rules.Facts;

/// <summary>A connection opened to one address. Name: <c>tcp</c>.</summary>
public sealed record TcpProbe : Probe
{
    /// <summary>The address and port, IPv6 in brackets.</summary>
    public required string Address { get; init; }

    /// <summary>Why there is no connection; null if there is one.</summary>
    public Failure? Failure { get; init; }
}
