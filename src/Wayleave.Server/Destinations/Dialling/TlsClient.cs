using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>Speaks TLS to an app over a connected socket.</summary>
internal static class TlsClient
{
    /// <summary>Where a handshake of HTTP/1.1 follows: an app that would rather speak h2 must not be led to.</summary>
    public static readonly List<SslApplicationProtocol> Http11 = [SslApplicationProtocol.Http11];

    /// <summary>Carries out the handshake.</summary>
    /// <param name="socket">The connection; the result owns it, and closes it if TLS fails.</param>
    /// <param name="serverName">The name to ask for (SNI) and to find in the certificate; an address is not sent, but looked for.</param>
    /// <param name="ownName">The destination's host, which will do in the certificate too.</param>
    /// <param name="trust">When a certificate holds.</param>
    /// <param name="verify">Whether the certificate is checked.</param>
    /// <param name="protocols">What is spoken over it (ALPN); null: what has no name there.</param>
    /// <param name="deadline">When to give up.</param>
    public static async Task<DialOutcome> SecureAsync(
        Socket socket, string serverName, string ownName, AppTrust trust, bool verify, List<SslApplicationProtocol>? protocols, CancellationToken deadline)
    {
        var where = socket.RemoteEndPoint?.ToString() ?? serverName;
        string? flaw = null;
        var stream = new AppTlsStream(socket);
        try
        {
            var options = trust.Options(ownName, verify);
            options.TargetHost = serverName;
            options.ApplicationProtocols = protocols;
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (!verify || AppTrust.Holds(certificate, errors, ownName))
                    return true;
                flaw = FlawOf(errors, chain, serverName, ownName);
                return false;
            };
            await stream.AuthenticateAsClientAsync(options, deadline).ConfigureAwait(false);
            return new DialOutcome(socket, stream, null);
        }
        catch (Exception exception) when (DialFailures.IsExpected(exception))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            return new DialOutcome(DialFailures.OfTls(exception, flaw, where));
        }
    }

    private static string FlawOf(SslPolicyErrors errors, X509Chain? chain, string serverName, string ownName)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "none was sent";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"it is not for {serverName}{(ownName.Equals(serverName, StringComparison.OrdinalIgnoreCase) ? "" : $" or {ownName}")}";
        var states = chain?.ChainStatus.Select(state => state.StatusInformation.Trim()).Where(text => text.Length > 0).Distinct().ToArray() ?? [];
        return states.Length > 0 ? string.Join(", ", states) : errors.ToString();
    }
}
