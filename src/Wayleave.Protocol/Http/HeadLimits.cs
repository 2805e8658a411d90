namespace Wayleave.Protocol.Http;

/// <summary>Security limits on a head: what a peer can make us hold before it has said anything.</summary>
/// <param name="MaxBytes">The longest head in bytes, the empty line that ends it included.</param>
/// <param name="MaxHeaders">The most header lines.</param>
public sealed record HeadLimits(int MaxBytes = 64 * 1024, int MaxHeaders = 200)
{
    /// <summary>64 KiB and 200 lines.</summary>
    public static HeadLimits Default { get; } = new();
}
