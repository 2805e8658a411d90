namespace Wayleave.Server.Redis;

/// <summary>Is told how the connections fare. Calls come one after another for each line, and must not block or throw.</summary>
internal interface IRedisObserver
{
    /// <summary>A connection is there, and the server has let us in.</summary>
    /// <param name="line">What it is for.</param>
    /// <param name="address">Where to.</param>
    /// <param name="version">The server's version.</param>
    /// <param name="again">Whether this line had one before.</param>
    void Connected(RedisLine line, RedisAddress address, string version, bool again);

    /// <summary>A connection has ended.</summary>
    /// <param name="line">What it was for.</param>
    /// <param name="address">Where to.</param>
    /// <param name="words">Why.</param>
    void Lost(RedisLine line, RedisAddress address, string words);

    /// <summary>An attempt to connect has failed.</summary>
    /// <param name="line">What it was for.</param>
    /// <param name="words">Why.</param>
    /// <param name="retryIn">When the next one is made.</param>
    void ConnectFailed(RedisLine line, string words, TimeSpan retryIn);
}
