namespace Wayleave.Server.Redis.Connections;

/// <summary>What a line has: a connection, one that is on its way, or neither.</summary>
/// <param name="Connection">The connection; null if there is none.</param>
/// <param name="Coming">The attempt that commands may wait for; null if there is none.</param>
/// <param name="Failure">Why there is neither; null unless so.</param>
internal sealed record NodeState(RedisConnection? Connection, TaskCompletionSource<RedisConnection>? Coming, RedisUnavailableException? Failure);
