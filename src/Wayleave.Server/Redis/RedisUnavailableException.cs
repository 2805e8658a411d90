namespace Wayleave.Server.Redis;

/// <summary>The server could not be asked, or its answer did not come: later it may be otherwise.</summary>
/// <param name="reason">Why.</param>
/// <param name="words">The same for a log.</param>
/// <param name="mayHaveBeenCarriedOut">Whether bytes of the command may have reached the server; false: none was written.</param>
internal sealed class RedisUnavailableException(RedisUnavailableReason reason, string words, bool mayHaveBeenCarriedOut = false) : RedisException(words)
{
    /// <summary>Why.</summary>
    public RedisUnavailableReason Reason { get; } = reason;

    /// <inheritdoc/>
    public override bool MayHaveBeenCarriedOut { get; } = mayHaveBeenCarriedOut;
}
