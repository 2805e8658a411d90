using Wayleave.Protocol.Http;

namespace Wayleave.Server.Echo;

/// <summary>An answer to a request that opens no socket.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Body">Its body; empty for HEAD.</param>
/// <param name="KeepAlive">Whether another request may follow.</param>
internal sealed record EchoAnswer(ResponseHead Head, byte[] Body, bool KeepAlive);
