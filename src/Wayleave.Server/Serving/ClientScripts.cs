using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Requests;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>
/// What browsers load from here: the client, <c>/.wayleave/client.js</c> and <c>/.wayleave/client.mjs</c>, so that a page needs no package to follow
/// channels; and the script that carries sockets, <c>/.wayleave/carry.js</c> and at every path of a route that carries.
/// </summary>
/// <param name="forwarding">Answers what is refused, and tells of what was served.</param>
internal sealed class ClientScripts(RequestForwarding forwarding)
{
    private const string Folder = "/.wayleave/";

    // Short, so that pages soon have the client that this process speaks with; asking again costs a 304.
    private const string Caching = "public, max-age=300";

    // Its hash is in its URL: another script has another one.
    private const string ForEver = "public, max-age=31536000, immutable";

    private static readonly ImmutableDictionary<string, EmbeddedScript> s_scripts =
        new[] { "client.js", "client.mjs" }.ToImmutableDictionary(name => Folder + name, EmbeddedScript.Load).Add(CarryPath, EmbeddedScript.Carry);

    /// <summary>Where the script is that carries sockets, for pages that load it themselves.</summary>
    public const string CarryPath = Folder + "carry.js";

    /// <summary>Where the client is: for pages that load a script, and for those that import a module.</summary>
    public static ImmutableArray<string> Paths { get; } = [.. s_scripts.Keys.Where(path => path != CarryPath).Order(StringComparer.Ordinal)];

    /// <summary>Serves a request for one of them by its path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="received">What reception made of it.</param>
    public Task ServeAsync(HttpContext context, Received received) => ServeAsync(context, received, s_scripts[received.Match.Route.Path], Caching);

    /// <summary>Serves a request for the script that carries sockets, at a path of a route.</summary>
    /// <param name="context">The request.</param>
    /// <param name="received">What reception made of it, without the reserved member.</param>
    /// <param name="tag">The hash that it asks for. Any gets the script: a page may be older than the gateway, which has one script alone.</param>
    public Task ServeCarryAsync(HttpContext context, Received received, string tag) => CarryRules.Carries(received)
        ? ServeAsync(context, received, EmbeddedScript.Carry, tag == EmbeddedScript.Carry.Hash ? ForEver : Caching)
        : forwarding.RefuseAsync(context, new Refusal(404, "no sockets are carried there"), received);

    private async Task ServeAsync(HttpContext context, Received received, EmbeddedScript script, string caching)
    {
        var method = received.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            await forwarding.RefuseAsync(context, new Refusal(405, "scripts are read by GET") { Lines = [new("Allow", "GET, HEAD")] }, received).ConfigureAwait(false);
            return;
        }

        var (text, tag) = (script.Text, script.Tag);
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = caching;
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
}
