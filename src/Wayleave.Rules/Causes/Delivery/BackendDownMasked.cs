namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.BackendDownMasked"/>.</summary>
internal static class BackendDownMasked
{
    public static Cause Cause { get; } = new(
        CauseNames.BackendDownMasked,
        CauseGroup.Delivery,
        "the hop answers an upgrade with another status than a plain request when no backend is ready")
    {
        Looks =
            "During deployments the upgrade gets 403 or 404, and clients take that for a final refusal, while a " +
            "plain request at that moment gets 503.",
        Why =
            "Where no backend is ready, the hop answers by itself. Envoy then checks the upgrade first, finds it " +
            "not allowed on that direct answer, and says 403.",
        Confirm =
            "`wayleave doctor` asks both ways: 503 for the plain GET and 403 with an empty body for the upgrade, " +
            "both signed by the same hop.",
        Fixes =
        [
            Fix.Documented(
                "envoy",
                "Keep a backend ready through rollouts, and allow the upgrade on the connection manager rather " +
                "than on single routes.",
                """
                upgrade_configs:
                  - upgrade_type: websocket
                """,
                "https://github.com/envoyproxy/gateway/issues/9452"),
            Fix.Documented(
                "kubernetes",
                "Never let the last ready pod go before the next one is.",
                """
                spec:
                  strategy:
                    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
                """,
                "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment"),
            Fix.Documented(
                "client",
                "Try again with growing delays after any failed handshake, since a browser does not show its status.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-7.2.3"),
            Fix.Documented(
                "any",
                "Read a refusal of the upgrade together with a plain request at the same moment: a 503 there " +
                "means that no backend is ready.",
                "",
                "https://github.com/envoyproxy/gateway/issues/9452"),
        ],
        Neighbours = [CauseNames.BackendDown, CauseNames.AuthRequired, CauseNames.OriginNotAllowlisted],
        Seen = Seen.Live,
    };
}
