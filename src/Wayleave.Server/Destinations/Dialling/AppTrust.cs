using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>When an app's certificate holds: somebody who is trusted has signed it, for the name that was asked for or the destination's own.</summary>
/// <remarks>
/// Most apps see the public Host, and SNI goes with it, since a server that serves several names answers 421 where the two differ. An app
/// that goes by a name of its own within has a certificate for that one. Whoever wrote this name into the settings means whoever holds it.
/// </remarks>
/// <param name="roots">Who is trusted; null: whom the system trusts.</param>
internal sealed class AppTrust(X509ChainPolicy? roots = null)
{
    /// <summary>Who is trusted; null: whom the system trusts.</summary>
    public X509ChainPolicy? Roots => roots;

    /// <summary>How TLS is spoken with an app; the name to ask for is left to the caller.</summary>
    /// <param name="ownName">The destination's host: a name or an address.</param>
    /// <param name="verify">Whether the certificate is checked.</param>
    public SslClientAuthenticationOptions Options(string ownName, bool verify) => new()
    {
        CertificateChainPolicy = roots,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = verify ? (_, certificate, _, errors) => Holds(certificate, errors, ownName) : static (_, _, _, _) => true,
    };

    /// <summary>Whether a certificate holds.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="errors">What is wrong with it in the eyes of the class library, which knows the name asked for.</param>
    /// <param name="ownName">The destination's host.</param>
    public static bool Holds(X509Certificate? certificate, SslPolicyErrors errors, string ownName) =>
        errors == SslPolicyErrors.None
        || (errors == SslPolicyErrors.RemoteCertificateNameMismatch && certificate is X509Certificate2 whole && whole.MatchesHostname(ownName, allowCommonName: false));
}
