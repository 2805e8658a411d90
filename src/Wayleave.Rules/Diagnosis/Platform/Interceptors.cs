using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The products that are known to inspect TLS with an authority of their own.</summary>
internal static class Interceptors
{
    /// <summary>The table.</summary>
    public static ImmutableArray<Interceptor> All { get; } =
    [
        new("Zscaler", "Zscaler"),
        new("FortiGate", "Fortinet"),
        new("FortiGate", "FortiGate"),
        new("FortiGate", "FortiGuard"),
        new("Netskope", "Netskope"),
        new("a Netskope proxy", "goskope"),
        new("a Palo Alto firewall", "Palo Alto"),
        new("Blue Coat ProxySG", "Blue Coat"),
        new("Blue Coat ProxySG", "BlueCoat"),
        new("Symantec Web Security", "Symantec Web Security"),
        new("Sophos", "Sophos"),
        new("Cisco Umbrella", "Cisco Umbrella"),
        new("Cisco Secure Web Appliance", "IronPort"),
        new("Check Point", "Check Point"),
        new("Forcepoint", "Forcepoint"),
        new("Websense", "Websense"),
        new("McAfee Web Gateway", "McAfee Web Gateway"),
        new("Skyhigh", "Skyhigh"),
        new("WatchGuard", "WatchGuard"),
        new("SonicWall", "SonicWALL"),
        new("Barracuda", "Barracuda"),
        new("Untangle", "Untangle"),
        new("Cato Networks", "Cato Networks"),
        new("iboss", "iboss"),
        new("Cloudflare Gateway", "Cloudflare for Teams"),
        new("Cloudflare Gateway", "Gateway CA - Cloudflare"),
        new("Lightspeed", "Lightspeed"),
        new("Securly", "Securly"),
        new("ESET", "ESET SSL Filter"),
        new("Kaspersky", "Kaspersky"),
        new("Avast", "Avast"),
        new("AVG", "AVG Web"),
        new("Bitdefender", "Bitdefender"),
        new("Norton", "Norton Web"),
        new("Dr.Web", "Dr.Web"),
        new("AdGuard", "AdGuard"),
        new("mitmproxy", "mitmproxy"),
        new("Charles", "Charles Proxy"),
        new("Fiddler", "DO_NOT_TRUST_Fiddler"),
        new("Burp", "PortSwigger"),
    ];

    /// <summary>The product that a text names; null if it names none.</summary>
    /// <param name="text">A certificate's issuer, a header or a page.</param>
    public static Interceptor? In(string text) => All.FirstOrDefault(i => text.Contains(i.Mark, StringComparison.OrdinalIgnoreCase));
}
