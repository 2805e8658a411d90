using System.Collections.Concurrent;
using System.Net.Security;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>HTTP clients by what they accept as an app's certificate: one for each name that is checked, one for where nothing is. Thread-safe.</summary>
/// <remarks>The class library's check of a certificate is not told where the connection leads, so each destination's name needs a client of its own.</remarks>
/// <param name="trust">When a certificate holds.</param>
/// <param name="make">Makes the handler of a client that speaks TLS so.</param>
internal sealed class HttpInvokers(AppTrust trust, Func<SslClientAuthenticationOptions, SocketsHttpHandler> make) : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _clients = [];

    /// <summary>The client for a destination.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="verify">Whether its certificate is checked.</param>
    public HttpMessageInvoker For(Destination destination, bool verify) =>
        // Without TLS there is nothing to check, and all share one.
        _clients.GetOrAdd(verify && destination.Tls ? destination.Host : "", name => new HttpMessageInvoker(make(trust.Options(name, name.Length > 0))));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }
}
