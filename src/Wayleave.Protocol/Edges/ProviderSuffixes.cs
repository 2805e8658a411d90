using System.Collections.Immutable;

namespace Wayleave.Protocol.Edges;

/// <summary>Names that give away who runs what stands behind them: those looked up, and those that a CNAME leads to.</summary>
public static class ProviderSuffixes
{
    /// <summary>All of them; where two fit, the longer one counts.</summary>
    public static ImmutableArray<Provider> All { get; } =
    [
        .. Of("cloudflare", "Cloudflare", ProviderKind.Edge, "cdn.cloudflare.net"),
        .. Of("cloudfront", "Amazon CloudFront", ProviderKind.Edge, "cloudfront.net"),
        .. Of("azure-front-door", "Azure Front Door", ProviderKind.Edge, "azurefd.net", "azureedge.net", "t-msedge.net"),
        .. Of("fastly", "Fastly", ProviderKind.Edge, "fastly.net", "fastlylb.net"),
        .. Of("akamai", "Akamai", ProviderKind.Edge, "edgekey.net", "edgesuite.net", "akamaiedge.net", "akamaized.net"),
        .. Of("bunny", "bunny.net", ProviderKind.Edge, "b-cdn.net"),
        .. Of("alb", "Elastic Load Balancing", ProviderKind.Balancer, "elb.amazonaws.com", "*.elb.amazonaws.com", "elb.*.amazonaws.com"),
        .. Of("azure-traffic-manager", "Azure Traffic Manager", ProviderKind.Balancer, "trafficmanager.net"),
        .. Of("global-accelerator", "AWS Global Accelerator", ProviderKind.Balancer, "awsglobalaccelerator.com"),
        .. Of("api-gateway", "Amazon API Gateway", ProviderKind.ApiGateway, "execute-api.*.amazonaws.com"),
        .. Of("lambda-url", "AWS Lambda function URL", ProviderKind.ApiGateway, "on.aws"),
        .. Of("azure-api-management", "Azure API Management", ProviderKind.ApiGateway, "azure-api.net"),
        .. Of("ngrok", "ngrok", ProviderKind.Tunnel, "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev", "ngrok.pizza"),
        .. Of("cloudflare", "Cloudflare Tunnel", ProviderKind.Tunnel, "trycloudflare.com", "cfargotunnel.com"),
        .. Of("devtunnels", "Dev Tunnels", ProviderKind.Tunnel, "devtunnels.ms"),
        .. Of("codespaces", "GitHub Codespaces", ProviderKind.Tunnel, "app.github.dev", "github.dev"),
        .. Of("gitpod", "Gitpod", ProviderKind.Tunnel, "gitpod.io"),
        .. Of("localtunnel", "localtunnel", ProviderKind.Tunnel, "loca.lt"),
        .. Of("tailscale", "Tailscale Funnel", ProviderKind.Tunnel, "ts.net"),
        .. Of("pinggy", "Pinggy", ProviderKind.Tunnel, "pinggy.link", "pinggy.io"),
        .. Of("localhost-run", "localhost.run", ProviderKind.Tunnel, "lhr.life", "lhr.rocks"),
        .. Of("serveo", "Serveo", ProviderKind.Tunnel, "serveo.net"),
        .. Of("apprunner", "AWS App Runner", ProviderKind.Platform, "awsapprunner.com"),
        .. Of("elastic-beanstalk", "AWS Elastic Beanstalk", ProviderKind.Platform, "elasticbeanstalk.com"),
        .. Of("lightsail", "Amazon Lightsail", ProviderKind.Platform, "cs.amazonlightsail.com"),
        .. Of("azure-app-service", "Azure App Service", ProviderKind.Platform, "azurewebsites.net"),
        .. Of("azure-container-apps", "Azure Container Apps", ProviderKind.Platform, "azurecontainerapps.io"),
        .. Of("azure-static-web-apps", "Azure Static Web Apps", ProviderKind.Static, "azurestaticapps.net"),
        .. Of("google", "Cloud Run", ProviderKind.Platform, "run.app"),
        .. Of("google", "App Engine", ProviderKind.Platform, "appspot.com"),
        .. Of("heroku", "Heroku", ProviderKind.Platform, "herokuapp.com", "herokudns.com", "herokussl.com"),
        .. Of("fly", "Fly.io", ProviderKind.Platform, "fly.dev", "flycast"),
        .. Of("render", "Render", ProviderKind.Platform, "onrender.com"),
        .. Of("railway", "Railway", ProviderKind.Platform, "railway.app"),
        .. Of("koyeb", "Koyeb", ProviderKind.Platform, "koyeb.app"),
        .. Of("vercel", "Vercel", ProviderKind.Platform, "vercel.app", "vercel-dns.com", "now.sh"),
        .. Of("netlify", "Netlify", ProviderKind.Static, "netlify.app", "netlify.com"),
        .. Of("cloudflare-workers", "Cloudflare Workers", ProviderKind.Platform, "workers.dev"),
        .. Of("cloudflare-pages", "Cloudflare Pages", ProviderKind.Static, "pages.dev"),
        .. Of("deno-deploy", "Deno Deploy", ProviderKind.Platform, "deno.dev", "deno.net"),
        .. Of("amplify", "AWS Amplify Hosting", ProviderKind.Static, "amplifyapp.com"),
        .. Of("firebase", "Firebase Hosting", ProviderKind.Static, "web.app", "firebaseapp.com"),
        .. Of("github-pages", "GitHub Pages", ProviderKind.Static, "github.io"),
        .. Of("gitlab-pages", "GitLab Pages", ProviderKind.Static, "gitlab.io"),
        .. Of("spaces", "DigitalOcean Spaces", ProviderKind.Static, "digitaloceanspaces.com"),
        .. Of("s3", "Amazon S3", ProviderKind.Static, "s3.amazonaws.com", "s3.*.amazonaws.com"),
        .. Of("digitalocean", "DigitalOcean App Platform", ProviderKind.Platform, "ondigitalocean.app"),
        .. Of("streamlit-cloud", "Streamlit Community Cloud", ProviderKind.Platform, "streamlit.app", "streamlitapp.com"),
        .. Of("huggingface", "Hugging Face Spaces", ProviderKind.Platform, "hf.space"),
        .. Of("replit", "Replit", ProviderKind.Platform, "replit.app", "replit.dev", "repl.co"),
        .. Of("pythonanywhere", "PythonAnywhere", ProviderKind.Platform, "pythonanywhere.com"),
        .. Of("northflank", "Northflank", ProviderKind.Platform, "code.run"),
        .. Of("glitch", "Glitch", ProviderKind.Platform, "glitch.me"),
        .. Of("shinyapps", "shinyapps.io", ProviderKind.Platform, "shinyapps.io"),
        .. Of("modal", "Modal", ProviderKind.Platform, "modal.run"),
    ];

    /// <summary>Who runs what stands behind a name; null if the name does not tell.</summary>
    /// <param name="host">The name, with or without its last dot, whatever its case.</param>
    public static Provider? Find(string host)
    {
        var name = host.TrimEnd('.');
        return All.Where(provider => Matches(name, provider.Suffix)).MaxBy(provider => provider.Suffix.Length);
    }

    // A star stands for one label: API Gateway and ELB have their region in the middle.
    private static bool Matches(string name, string suffix)
    {
        var (labels, ends) = (name.Split('.'), suffix.Split('.'));
        if (labels.Length < ends.Length)
            return false;
        var tail = labels.AsSpan(labels.Length - ends.Length);
        for (var i = 0; i < ends.Length; i++)
            if (ends[i] != "*" && !ends[i].Equals(tail[i], StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }

    private static IEnumerable<Provider> Of(string name, string title, ProviderKind kind, params string[] suffixes) =>
        suffixes.Select(suffix => new Provider(name, title, kind, suffix));
}
