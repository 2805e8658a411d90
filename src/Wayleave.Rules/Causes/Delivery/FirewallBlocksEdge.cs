namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.FirewallBlocksEdge"/>.</summary>
internal static class FirewallBlocksEdge
{
    public static Cause Cause { get; } = new(
        CauseNames.FirewallBlocksEdge,
        CauseGroup.Delivery,
        "the origin's firewall does not admit the edge's addresses (works direct, 521/522 through the edge)")
    {
        Looks = "Through the edge 521, 522 or a time-out, while the origin answers everybody else, or at least you.",
        Why =
            "The origin's firewall or security group does not admit the edge's published addresses, or a rate " +
            "limiter at the origin has banned them.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` succeeds while the edge reports that it cannot connect. If " +
            "the origin is closed to you as well, look at `backend-down`.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Admit Cloudflare's ranges on the port that the TLS mode uses (443 for Full, 80 for Flexible).",
                """
                for range in $(curl -s https://www.cloudflare.com/ips-v4); do
                  aws ec2 authorize-security-group-ingress --group-id "$GROUP" --protocol tcp --port 443 --cidr "$range"
                done
                """,
                "https://developers.cloudflare.com/fundamentals/concepts/cloudflare-ip-addresses/"),
            Fix.Documented(
                "cloudfront",
                "Admit the managed prefix list of CloudFront.",
                """
                aws ec2 authorize-security-group-ingress --group-id "$GROUP" --ip-permissions \
                  'IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId='"$CLOUDFRONT_ORIGIN_FACING"'}]'
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html"),
            Fix.Documented(
                "alb",
                "Admit the balancer's security group on the targets' port.",
                """
                aws ec2 authorize-security-group-ingress --group-id "$TARGET_GROUP" \
                  --protocol tcp --port 8000 --source-group "$BALANCER_GROUP"
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html"),
            Fix.Documented(
                "nginx",
                "Ban and limit by the visitor's address, not by the edge's: restore it first, for each of the " +
                "edge's ranges.",
                """
                set_real_ip_from 173.245.48.0/20;
                real_ip_header CF-Connecting-IP;
                """,
                "https://nginx.org/en/docs/http/ngx_http_realip_module.html"),
            Fix.Documented(
                "any",
                "Admit the edge's published ranges on the origin's port, keep them up to date, and exempt them " +
                "from bans.",
                "",
                "https://www.cloudflare.com/ips/"),
        ],
        Neighbours = [CauseNames.BackendDown, CauseNames.TlsModeMismatch, CauseNames.UpstreamAddressWrong],
        Seen = Seen.Live,
    };
}
