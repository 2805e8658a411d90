using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Tls;

/// <summary>The names in certificates and the names that clients ask for, spelled alike so that they can be compared.</summary>
public static class CertificateNames
{
    // RFC 1035 §2.3.4, as text.
    private const int LongestName = 253;

    private static readonly IdnMapping s_idn = new() { AllowUnassigned = true };

    /// <summary>The DNS names and addresses that a certificate is for; where it has none, the common name, which browsers do not look at.</summary>
    /// <param name="certificate">The certificate.</param>
    public static ImmutableArray<string> Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        try
        {
            if (certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names)
                return [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
        }
        catch (CryptographicException)
        {
            // Names that cannot be read are none.
        }

        return certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } common ? [common] : [];
    }

    /// <summary>Whether a certificate can be made for it: a DNS name, <c>*.</c> and a DNS name, or an address, with or without brackets.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="name">The name as certificates spell it: in small letters, international ones in Punycode.</param>
    public static bool TryRead(string text, out string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        // "1" and "1.2" are addresses to the class library only.
        if (IPAddress.TryParse(text.Trim('[', ']'), out var address) && (text.Contains(':') || text.Count(letter => letter == '.') == 3))
        {
            name = new IPAddress(address.GetAddressBytes()).ToString();
            return true;
        }

        name = Spell(text);
        var labels = (name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name).Split('.');
        return name.Length <= LongestName && Array.TrueForAll(labels, IsLabel);
    }

    /// <summary>A name in small letters, without the root's dot, international ones in Punycode.</summary>
    /// <param name="name">A name from a certificate, or one that a client asks for: SslStream hands the latter out in Unicode.</param>
    internal static string Spell(string name)
    {
        var plain = name.TrimEnd('.');
        if (!System.Text.Ascii.IsValid(plain))
        {
            try
            {
                plain = s_idn.GetAscii(plain);
            }
            catch (ArgumentException)
            {
                // No name that a certificate could carry: it matches nothing.
            }
        }

        return plain.ToLowerInvariant();
    }

    // An underscore is in no host name, but in the names of containers.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
