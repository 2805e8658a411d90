namespace Wayleave.Lab.Engine;

/// <summary>What a fault may know of the stream that it stands in.</summary>
/// <param name="Direction">Which way its bytes go.</param>
/// <param name="Time">The clock.</param>
/// <param name="Exchange">The request that the stream belongs to.</param>
/// <param name="Tunnel">The open tunnel; null where the stream is the body of a plain answer.</param>
public sealed record Flow(Direction Direction, TimeProvider Time, Exchange Exchange, Tunnel? Tunnel)
{
    /// <summary>The head of the plain answer whose body the stream is; null for a tunnel's.</summary>
    public Protocol.Http.ResponseHead? Answer { get; init; }
}
