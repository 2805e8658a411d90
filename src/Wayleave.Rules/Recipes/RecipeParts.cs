using System.Net;
using Wayleave.Protocol.Edges;

namespace Wayleave.Rules.Recipes;

/// <summary>What several recipes need.</summary>
internal static class RecipeParts
{
    /// <summary>The networks that the edge connects from; none where it publishes none (a balancer in one's own network).</summary>
    public static IReadOnlyList<IPNetwork> EdgeNetworks(RecipeOptions options) => EdgeRanges.Of(options.Edge)?.Networks is { } networks ? [.. networks] : [];

    /// <summary>The networks in which a balancer or an edge that publishes no addresses stands: those for private use.</summary>
    public static IReadOnlyList<string> TrustedNetworks(RecipeOptions options)
    {
        string[] published = [.. EdgeNetworks(options).Select(network => network.ToString())];
        return published.Length > 0 ? published : ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
    }

    /// <summary>The header in which the edge gives the browser's address.</summary>
    public static string ClientHeader(RecipeOptions options) => options.Edge == "cloudflare" ? "CF-Connecting-IP" : "X-Forwarded-For";

    /// <summary>How a self-signed certificate is made, as a comment's lines; empty where files were named.</summary>
    public static string MakeCertificate(RecipeOptions options) => options.SelfSigned && options.TlsFiles is null
        ? $"# The certificate: wayleave cert make --name {options.Domain} --out {options.Certificate[..options.Certificate.LastIndexOf('/')]}\n"
        : "";
}
