using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Redis;

/// <summary>Takes commands to whichever server they belong to.</summary>
internal interface IRedisCommands : IAsyncDisposable
{
    /// <summary>Sends a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancel">Stops the wait; the command may be carried out all the same.</param>
    /// <returns>The answer; an error that says nothing of the servers' state is a value here.</returns>
    /// <exception cref="RedisUnavailableException">There is no answer.</exception>
    Task<RespValue> SendAsync(RedisCommand command, CancellationToken cancel);

    /// <summary>Where messages of channels come from; asked before each attempt to connect.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="RedisUnavailableException">It is not known.</exception>
    Task<RedisAddress> FindPubSubAsync(CancellationToken cancel);
}
