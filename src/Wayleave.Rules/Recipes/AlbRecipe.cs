namespace Wayleave.Rules.Recipes;

/// <summary>What to set at an AWS Application Load Balancer, as commands.</summary>
internal sealed class AlbRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "alb";

    /// <inheritdoc/>
    public string Summary => "the steps at an AWS Application Load Balancer, as commands";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "What to set at the load balancer. ARNs are yours.") +
        $"""

        1. Idle time-out. 60 s is the default, and a quiet socket is ended by it. At most 4000 s:
             aws elbv2 modify-load-balancer-attributes --load-balancer-arn LB \
                 --attributes Key=idle_timeout.timeout_seconds,Value={Math.Clamp((long)options.Idle.TotalSeconds, 61, 4000)}
           Beyond that only something sent in time helps: wayleave serve pings by itself every 25 s.
        2. Target group: protocol HTTP, version HTTP1. HTTP2 and gRPC take no WebSockets.
             aws elbv2 create-target-group --name app --protocol HTTP --protocol-version HTTP1 --port {options.To.Port} --vpc-id VPC \
                 --target-type ip --health-check-path /healthz --matcher HttpCode=200-399
        3. Stickiness, where a client makes several requests before its socket (Socket.IO, SignalR, SockJS):
             aws elbv2 modify-target-group-attributes --target-group-arn TG \
                 --attributes Key=stickiness.enabled,Value=true Key=stickiness.type,Value=lb_cookie Key=stickiness.lb_cookie.duration_seconds,Value=86400
        4. Deregistration: open sockets get this long to end when a target goes:
             aws elbv2 modify-target-group-attributes --target-group-arn TG --attributes Key=deregistration_delay.timeout_seconds,Value=60
        5. Listener 443 with a certificate for {options.Domain}, and a rule for {(options.SocketPrefix.Length == 0 ? "/*" : options.SocketPrefix + "/*")} before any that would take or redirect it:
             aws elbv2 create-rule --listener-arn LISTENER --priority 10 --conditions Field=path-pattern,Values='{options.SocketPrefix}/*' \
                 --actions Type=forward,TargetGroupArn=TG
           The redirect to https belongs on the listener of port 80 only.
        6. The app trusts X-Forwarded-Proto, which the balancer sets. Django: SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https').

        Then: wayleave doctor https://{options.Domain}{options.SocketPath} --origin TARGET:{options.To.Port}

        """;
}
