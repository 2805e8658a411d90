using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Forwarding;

/// <summary>The headers that an app gets.</summary>
/// <remarks>
/// <para>
/// First everything goes that must not pass: what belongs to the client's connection, everything that Connection names, and what speaks
/// of the client's address, scheme and host (<see cref="FieldNames"/>). Then ours comes. In this order a client that names one of our
/// fields in Connection takes away nothing but its own.
/// </para>
/// <para>
/// X-Forwarded-For holds the client alone, not the chain of proxies: we have judged the chain, and an app that has not been told every
/// edge's networks would take one of them for the client. uvicorn, Tornado, Rails and ASP.NET Core all do so by default.
/// </para>
/// <para>
/// Origin stays as it is, also where Host is replaced: it names the page, not the way here, and an app that checks it is to see whose
/// page it is. Mending it would let every page in.
/// </para>
/// </remarks>
internal static class OutgoingHeaders
{
    private static readonly string[] s_webSocketNames =
        ["Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions"];

    /// <summary>The headers of an ordinary request. Content-Length stays; whoever sends the body frames it anew where there is none.</summary>
    /// <param name="incoming">The headers as they passed <see cref="RequestGuard"/>.</param>
    /// <param name="context">What else they depend on.</param>
    /// <param name="outgoing">The headers for the app; empty where something is wrong.</param>
    public static GuardViolation Build(HeaderLines incoming, OutgoingContext context, out HeaderLines outgoing)
    {
        // "TE: trailers" says that the client takes the app's trailers, which we pass on; gRPC asks for it.
        IEnumerable<HeaderLine> trailers = incoming.HasToken("TE", "trailers") ? [new("TE", "trailers")] : [];
        return Build(incoming, context, EndToEnd(incoming, context).Concat(trailers), out outgoing);
    }

    /// <summary>The headers of an upgrade to a WebSocket: Connection and Upgrade are our own, whatever lists came.</summary>
    /// <param name="incoming">The headers of a sound handshake, see <c>HandshakeRequest.Check</c>.</param>
    /// <param name="context">What else they depend on.</param>
    /// <param name="outgoing">The headers for the app; empty where something is wrong.</param>
    public static GuardViolation BuildUpgrade(HeaderLines incoming, OutgoingContext context, out HeaderLines outgoing) =>
        Build(
            incoming, context,
            [
                new("Connection", "Upgrade"), new("Upgrade", "websocket"),
                // There is no body, so nothing to expect and no length; a 100 before the 101 would only confuse.
                .. EndToEnd(incoming, context).Where(line => !line.Is("Content-Length") && !line.Is("Expect")).Select(Spelled),
            ], out outgoing);

    private static GuardViolation Build(HeaderLines incoming, OutgoingContext context, IEnumerable<HeaderLine> lines, out HeaderLines outgoing)
    {
        outgoing = HeaderLines.Empty;
        if (ViaLoop.IsLoop(incoming, context.Pseudonym))
            return GuardViolation.LoopDetected;

        outgoing =
        [
            new("Host", HostChoice.For(context.Client, context.Host, context.Destination)),
            .. lines,
            .. Ours(context),
            new("Via", ViaLoop.Append(incoming, context.Version, context.Pseudonym)),
        ];
        return GuardViolation.None;
    }

    private static IEnumerable<HeaderLine> EndToEnd(HeaderLines incoming, OutgoingContext context)
    {
        var named = incoming.Tokens("Connection").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var passed = incoming.Where(line => !named.Contains(line.Name) && !line.Is("Host") && !line.Is("Via") && FieldNames.MayPass(line.Name, context.Client));
        return context.HidesCarryCookie ? WithoutCarryCookie(passed) : passed;
    }

    private static IEnumerable<HeaderLine> WithoutCarryCookie(IEnumerable<HeaderLine> lines)
    {
        foreach (var line in lines)
            if (!line.Is("Cookie"))
                yield return line;
            else if (CarryCookies.WithoutOwn(line.Value) is { } left)
                yield return line with { Value = left };
    }

    private static IEnumerable<HeaderLine> Ours(OutgoingContext context)
    {
        var (client, style) = (context.Client, context.Forwarded);
        if (style is ForwardedStyle.XForwarded or ForwardedStyle.Both)
        {
            var address = ForwardedNode.Write(client.Address);
            yield return new("X-Forwarded-For", address);
            yield return new("X-Forwarded-Proto", client.Scheme);
            if (client.Host is { } host)
                yield return new("X-Forwarded-Host", host);
            yield return new("X-Forwarded-Port", client.Port.ToString());
            yield return new("X-Real-IP", address);
        }

        if (style is ForwardedStyle.Forwarded or ForwardedStyle.Both)
            yield return new("Forwarded", new ForwardedElement(Node(client), client.Scheme, client.Host).ToString());
    }

    // RFC 7239 §6: IPv6 stands in brackets here, which makes it a quoted string.
    private static string Node(ClientIdentity client) => Routing.Authority.Write(ForwardedNode.Write(client.Address), null);

    // Some apps mind the case: HTTP/2 and Go's clients send others.
    private static HeaderLine Spelled(HeaderLine line) => s_webSocketNames.FirstOrDefault(line.Is) is { } name ? line with { Name = name } : line;
}
