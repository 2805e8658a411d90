namespace Wayleave.Server.Redis;

/// <summary>Tells nobody.</summary>
internal sealed class SilentRedisObserver : IRedisObserver
{
    /// <inheritdoc/>
    public void Connected(RedisLine line, RedisAddress address, string version, bool again)
    {
    }

    /// <inheritdoc/>
    public void Lost(RedisLine line, RedisAddress address, string words)
    {
    }

    /// <inheritdoc/>
    public void ConnectFailed(RedisLine line, string words, TimeSpan retryIn)
    {
    }
}
