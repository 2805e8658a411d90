using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Wayleave.Server.Serving;

/// <summary>What Kestrel takes connections from.</summary>
/// <param name="EndPoint">The feed, as an address.</param>
/// <param name="Protocols">What is spoken there.</param>
/// <param name="Tls">How TLS is spoken; null: it is not.</param>
internal sealed record KestrelEndPoint(EndPoint EndPoint, HttpProtocols Protocols, TlsHandshakeCallbackOptions? Tls);
