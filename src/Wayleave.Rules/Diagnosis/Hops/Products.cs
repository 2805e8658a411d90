using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis.Hops.Apps;
using Wayleave.Rules.Diagnosis.Hops.Balancers;
using Wayleave.Rules.Diagnosis.Hops.Edges;
using Wayleave.Rules.Diagnosis.Hops.Platforms;
using Wayleave.Rules.Diagnosis.Hops.Proxies;

namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>Every product that we recognise, listed by hand. The order decides where two would claim one answer: the more telling first.</summary>
internal static class Products
{
    /// <summary>Every product.</summary>
    public static ImmutableArray<Product> All { get; } =
    [
        Cloudflare.Product,
        CloudFront.Product,
        Ngrok.Product,
        Fastly.Product,
        Akamai.Product,
        AzureFrontDoor.Product,
        Alb.Product,
        AwsApiGateway.Product,
        GoogleFrontEnd.Product,
        AzureAppGateway.Product,
        Heroku.Product,
        Fly.Product,
        Vercel.Product,
        Netlify.Product,
        Render.Product,
        Railway.Product,
        AppService.Product,
        HuggingFace.Product,
        Openresty.Product,
        Nginx.Product,
        HaProxy.Product,
        Caddy.Product,
        Apache.Product,
        Varnish.Product,
        Traefik.Product,
        Envoy.Product,
        Iis.Product,
        Kong.Product,
        Pound.Product,
        Lighttpd.Product,
        LiteSpeed.Product,
        Squid.Product,
        AuthProxy.Product,
        ModSecurity.Product,
        OurOwn.Product,
        Websockets.Product,
        EngineIo.Product,
        SockJs.Product,
        Tornado.Product,
        Starlette.Product,
        Django.Product,
        NodeWs.Product,
        Express.Product,
        Gorilla.Product,
        SignalR.Product,
        Kestrel.Product,
        Werkzeug.Product,
        Rails.Product,
        Phoenix.Product,
        Php.Product,
        Java.Product,
        Vite.Product,
    ];

    /// <summary>The product of that name; null if there is none.</summary>
    /// <param name="name">Its name in lower case.</param>
    public static Product? Named(string name) => All.FirstOrDefault(p => p.Name == name);
}
