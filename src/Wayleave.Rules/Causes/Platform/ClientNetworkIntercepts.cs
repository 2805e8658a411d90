namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.ClientNetworkIntercepts"/>.</summary>
internal static class ClientNetworkIntercepts
{
    public static Cause Cause { get; } = new(
        CauseNames.ClientNetworkIntercepts,
        CauseGroup.Platform,
        "the client's own network inspects or blocks")
    {
        Looks =
            "Works at home and on mobile networks, fails in one office or country: a certificate of an unknown " +
            "issuer, resets, or a socket that opens and passes nothing.",
        Why = "The network's own proxy opens TLS, inspects traffic, or blocks what it does not know.",
        Confirm =
            "`wayleave doctor` from inside shows an issuer that is no public authority, or other answers than " +
            "from outside; the system's proxy setting is reported.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Let the program trust the company's authority, as the browser does.",
                "NODE_EXTRA_CA_CERTS=/etc/ssl/company-ca.pem node client.js",
                "https://nodejs.org/api/cli.html#node_extra_ca_certsfile"),
            Fix.Documented(
                "client",
                "Use wss on port 443, which such networks let through most often, and fall back to long-poll.",
                "",
                "https://datatracker.ietf.org/doc/html/rfc6455#section-1.8"),
            Fix.Documented(
                "socket.io",
                "Keep polling as the first transport, which passes where sockets do not.",
                """
                const socket = io({ transports: ["polling", "websocket"] });
                """,
                "https://socket.io/docs/v4/how-it-works/"),
            Fix.Documented(
                "any",
                "Ask the network's administrator to exempt the host from TLS inspection; serve the socket over " +
                "wss on 443 and offer a fallback over plain HTTP.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-1.8"),
        ],
        Neighbours = [CauseNames.CertInvalid, CauseNames.UpgradeUnanswered, CauseNames.DnsNotFound],
        Seen = Seen.Live,
    };
}
