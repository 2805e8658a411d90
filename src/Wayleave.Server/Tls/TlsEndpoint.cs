using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Wayleave.Server.Tls;

/// <summary>Lets Kestrel's listeners speak TLS with a store's certificates: <c>listen.UseHttps(TlsEndpoint.Options(() => store, limit))</c>.</summary>
internal static class TlsEndpoint
{
    /// <summary>What a listener does at each handshake.</summary>
    /// <param name="store">The certificates: asked for at each handshake, since a reload may be the first to want any.</param>
    /// <param name="handshake">How long a handshake may take: <see cref="Configuration.LimitSettings.Handshake"/>.</param>
    public static TlsHandshakeCallbackOptions Options(Func<CertificateStore> store, TimeSpan handshake) => new()
    {
        // Each handshake takes the set of its moment: that is the whole hot swap.
        OnConnection = context => ValueTask.FromResult<SslServerAuthenticationOptions>(store().Current.For(context.ClientHelloInfo.ServerName)),
        HandshakeTimeout = handshake,
    };
}
