namespace Wayleave.Server.Redis;

/// <summary>A command has not been answered as it should.</summary>
/// <param name="words">What happened, with no password in it.</param>
internal abstract class RedisException(string words) : Exception(words)
{
    /// <summary>Whether the server may have done what was asked, so that asking again may do it twice.</summary>
    public abstract bool MayHaveBeenCarriedOut { get; }
}
