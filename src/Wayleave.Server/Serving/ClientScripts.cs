using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using Wayleave.Server.Requests;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>The browser's client, <c>/.wayleave/client.js</c> and <c>/.wayleave/client.mjs</c>: so a page needs no package to follow channels.</summary>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
internal sealed class ClientScripts(RequestForwarding forwarding)
{
    private const string Folder = "/.wayleave/";

    // Short, so that pages soon have the client that this process speaks with; asking again costs a 304.
    private const string Caching = "public, max-age=300";

    private static readonly ImmutableDictionary<string, (byte[] Text, string Tag)> s_scripts =
        new[] { "client.js", "client.mjs" }.ToImmutableDictionary(name => Folder + name, Load);

    /// <summary>Where they are: for pages that load a script, and for those that import a module.</summary>
    public static ImmutableArray<string> Paths { get; } = [.. s_scripts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Serves a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="received">What reception made of it.</param>
    public async Task ServeAsync(HttpContext context, Received received)
    {
        var method = received.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            await forwarding.RefuseAsync(context, new Refusal(405, "the client is read by GET") { Lines = [new("Allow", "GET, HEAD")] }, received).ConfigureAwait(false);
            return;
        }

        var (text, tag) = s_scripts[received.Match.Route.Path];
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = Caching;
        // It is the same for everybody and holds nothing of anybody: a page of any host may import it.
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        // RFC 9110 §13.1.2: compared weakly, so that a proxy that compressed it and weakened the tag is understood.
        if (received.Request.Headers.Tokens("If-None-Match").Any(each => each == "*" || each.EndsWith(tag, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            context.Response.ContentType = "text/javascript; charset=utf-8";
            context.Response.ContentLength = text.Length;
            if (HttpMethods.IsGet(method))
                await context.Response.Body.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        }

        forwarding.Served(context, received, TimeSpan.Zero);
    }

    private static (byte[] Text, string Tag) Load(string name)
    {
        using var resource = typeof(ClientScripts).Assembly.GetManifestResourceStream(name)!;
        var text = new byte[resource.Length];
        resource.ReadExactly(text);
        return (text, $"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 8))}\"");
    }
}
