namespace Wayleave.Conformance.Carry.Apps;

/// <summary>A socket as the hub saw it.</summary>
/// <param name="host">The Host that it came with.</param>
internal sealed class SeenSocket(string host)
{
    /// <summary>The Host that it came with.</summary>
    public string Host { get; } = host;

    /// <summary>How many messages it brought.</summary>
    public int Got { get; set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; set; }
}
