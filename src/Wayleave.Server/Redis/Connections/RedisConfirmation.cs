using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis.Connections;

/// <summary>RESP3 answers a subscription by a push instead of a reply, and a refused one by an error.</summary>
/// <param name="Kind">The push's first word.</param>
/// <param name="Name">Its second: the channel or pattern.</param>
/// <param name="OnAnswer">Is given either, in order with all other pushes; not called if the connection ends first. Must not block.</param>
internal sealed record RedisConfirmation(string Kind, string Name, Action<RespValue> OnAnswer);
