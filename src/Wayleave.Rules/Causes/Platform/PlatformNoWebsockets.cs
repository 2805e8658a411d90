namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.PlatformNoWebsockets"/>.</summary>
internal static class PlatformNoWebsockets
{
    public static Cause Cause { get; } = new(
        CauseNames.PlatformNoWebsockets,
        CauseGroup.Platform,
        "the platform passes HTTP but no WebSockets (no answer, 403, 501)")
    {
        Looks =
            "Everything that is plain HTTP works, health checks included. The upgrade is never answered (App " +
            "Runner), or gets 403, 404, 426 or 501 from the platform, whatever the app does.",
        Why =
            "The platform's own front passes no upgrades, and no setting changes that: AWS App Runner, HTTP " +
            "listeners of classic load balancers, many function platforms.",
        Confirm =
            "`wayleave doctor` finds the platform's signs or names, plain requests answered and every form of " +
            "the upgrade refused or unanswered. On the same image elsewhere it works.",
        Fixes =
        [
            Fix.Documented(
                "apprunner",
                "Move to a service of the same cloud that passes sockets: ECS on Fargate behind an application " +
                "load balancer (60 s idle time, can be raised).",
                """
                aws elbv2 create-load-balancer --name app --type application --subnets "$SUBNET_A" "$SUBNET_B"
                aws elbv2 create-target-group --name app --protocol HTTP --port 8501 --target-type ip --vpc-id "$VPC" \
                  --health-check-path /_stcore/health
                """,
                "https://docs.aws.amazon.com/apprunner/latest/dg/develop.html"),
            Fix.Documented(
                "apprunner",
                "Or use a host that is made for such apps, with a name that is DNS only, so that no other front " +
                "stands between.",
                "",
                "https://developers.cloudflare.com/dns/proxy-status/"),
            Fix.Documented(
                "elb",
                "Give the classic balancer TCP or SSL listeners, or replace it by an application load balancer.",
                """
                metadata:
                  annotations:
                    service.beta.kubernetes.io/aws-load-balancer-backend-protocol: "tcp"
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html"),
            Fix.Documented(
                "azure-front-door",
                "Use the Standard or Premium tier, which pass sockets; Classic does not.",
                "",
                "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"),
            Fix.Documented(
                "vercel",
                "Serve the socket from a function on Fluid compute (a public beta since 2026), or run its server " +
                "elsewhere.",
                """
                const socket = new WebSocket("wss://sockets.example.com/ws");
                """,
                "https://vercel.com/docs/functions/websockets"),
            Fix.Documented(
                "netlify",
                "Run the socket's server elsewhere and let the page open it there.",
                """
                const socket = new WebSocket("wss://sockets.example.com/ws");
                """,
                "https://docs.netlify.com/build/functions/configuration/"),
            Fix.Documented(
                "socket.io",
                "Stay with polling where the platform cannot be changed.",
                """
                const socket = io({ transports: ["polling"] });
                """,
                "https://socket.io/docs/v4/client-options/#transports"),
            Fix.Documented(
                "aspnet",
                "SignalR falls back to long-polling by itself: do not set SkipNegotiation.",
                """
                connection = new signalR.HubConnectionBuilder().withUrl("/hub").build();
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"),
            Fix.Documented(
                "any",
                "Put the socket on a host that passes upgrades, or let the app fall back to streamed HTTP or " +
                "long-poll.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-7.8"),
        ],
        Neighbours = [CauseNames.PlatformWebsocketsOff, CauseNames.UpgradeUnanswered, CauseNames.UpgradeHeaderStripped],
    };
}
