using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Loses the port in Host, as nginx's <c>$host</c> does: the app then finds the Origin's port missing.</summary>
internal sealed class DropPort : Fault, IRequestFault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("drop-port", "Passes requests on with Host, and X-Forwarded-Host if there is one, without the port."),
        _ => new DropPort());

    public Outcome? OnRequest(Exchange exchange)
    {
        var headers = exchange.Forwarded.Headers;
        foreach (string name in (string[])["Host", "X-Forwarded-Host"])
            if (headers.First(name) is { } host)
                headers = headers.Set(name, WithoutPort(host));
        exchange.Forwarded = exchange.Forwarded with { Headers = headers };
        return null;
    }

    // The colons of a bracketed IPv6 address are not the port's.
    private static string WithoutPort(string host) =>
        host.LastIndexOf(':') is var colon and > 0 && colon > host.LastIndexOf(']') ? host[..colon] : host;
}
