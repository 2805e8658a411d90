namespace Wayleave.Rules.Causes.Names;

/// <summary>The page of <see cref="CauseNames.DnsNotFound"/>.</summary>
internal static class DnsNotFound
{
    public static Cause Cause { get; } = new(
        CauseNames.DnsNotFound,
        CauseGroup.Names,
        "the name does not resolve")
    {
        Looks =
            "Nothing connects: the name does not resolve, everywhere or only with some resolvers. Browsers say " +
            "`ERR_NAME_NOT_RESOLVED`.",
        Why = "The record does not exist, is new and not yet everywhere, is private, or the name is mistyped.",
        Confirm =
            "`wayleave doctor --resolver 1.1.1.1` compares the system's resolver with a public one: NXDOMAIN " +
            "from both is a missing record, from one a stale or private view.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Add the record under DNS > Records, and check that the registrar names Cloudflare's servers.",
                "",
                "https://developers.cloudflare.com/dns/manage-dns-records/how-to/create-dns-records/"),
            Fix.Documented(
                "kubernetes",
                "From another namespace use the Service's full name.",
                "app.my-namespace.svc.cluster.local",
                "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"),
            Fix.Documented(
                "docker",
                "Service names resolve only for containers of the same network.",
                """
                services:
                  proxy:
                    networks: [front]
                  app:
                    networks: [front]
                networks:
                  front: {}
                """,
                "https://docs.docker.com/compose/how-tos/networking/"),
            Fix.Documented(
                "any",
                "Create an A, AAAA or CNAME record for the name, and wait for the negative answer's time to live " +
                "to pass.",
                "",
                "https://www.rfc-editor.org/rfc/rfc1034#section-3.6"),
        ],
        Neighbours = [CauseNames.DnsStale, CauseNames.ClientUrlWrong, CauseNames.ClientNetworkIntercepts],
        Seen = Seen.Live,
    };
}
