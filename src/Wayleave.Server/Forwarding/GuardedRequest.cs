using Wayleave.Protocol.Http;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Forwarding;

/// <summary>A request that has passed <see cref="RequestGuard"/>: what routing and forwarding go by.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The target in origin form: raw path and query as they came.</param>
/// <param name="Host">The host asked for; null where HTTP/1.0 named none.</param>
/// <param name="Headers">
/// The headers without what must not count: <c>Upgrade</c> in HTTP/1.0 and to anything but <c>websocket</c>, doubled Content-Length.
/// </param>
/// <param name="WantsWebSocket">
/// Whether it asks for a WebSocket, sound or not. Over HTTP/1.1 <c>HandshakeRequest.Check</c> finds the flaws, over HTTP/2 <c>ConnectBridge.Check</c>.
/// </param>
internal sealed record GuardedRequest(string Method, string Target, Authority? Host, HeaderLines Headers, bool WantsWebSocket);
