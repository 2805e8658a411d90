using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A place where clients come in: a <c>bind</c> line's address.</summary>
/// <param name="Line">The line.</param>
/// <param name="Address">The address, without its port: <c>*</c>, <c>127.0.0.1</c>, a socket's path.</param>
/// <param name="Port">The port; null if it has none, or several, or it is not known.</param>
public sealed record HAProxyBind(HAProxyLine Line, string Address, int? Port)
{
    /// <summary>Whether it ends TLS.</summary>
    public bool IsTls => Line.IndexOf("ssl", 2) > 0;

    /// <summary>Whether each connection must begin with a PROXY header.</summary>
    public bool TakesProxy => Line.IndexOf("accept-proxy", 2) > 0;

    /// <summary>It in the terms that all kinds share.</summary>
    public Listener Listener => new(Port, IsTls, Line.At)
    {
        ProxyProtocol = TakesProxy,
        Http2 = Value("alpn").Split(',').Contains("h2") || Value("proto") == "h2",
    };

    /// <summary>The addresses of a section's <c>bind</c> lines; old files have one on the section's own line.</summary>
    internal static ImmutableArray<HAProxyBind> Of(HAProxySection section) =>
    [
        .. section.FindAll("bind").Where(bind => bind.IsSure && bind.Words.Length > 1).SelectMany(bind => bind[1].Split(',').Select(address => At(bind, address))),
        .. section.Head.Words.Length > 2 && section.Head[2].Contains(':', StringComparison.Ordinal) ? section.Head[2].Split(',').Select(address => At(section.Head, address)) : [],
    ];

    private static HAProxyBind At(HAProxyLine line, string address)
    {
        int colon = address.Contains('/', StringComparison.Ordinal) ? -1 : address.LastIndexOf(':');
        return colon >= 0 && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? new HAProxyBind(line, address[..colon], port)
            : new HAProxyBind(line, address, null);
    }

    private string Value(string name) => Line.IndexOf(name, 2) is var at and > 0 ? Line[at + 1] : "";
}
