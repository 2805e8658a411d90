using System.Collections.Frozen;

namespace Wayleave.Server.Forwarding;

/// <summary>Which of a request's headers never reach an app as a client sent them, and why.</summary>
internal static class FieldNames
{
    // RFC 9110 §7.6.1: they are about this connection. Trailer goes too: trailers of requests are not passed on, so nobody shall wait for them.
    private static readonly FrozenSet<string> s_hopByHop = FrozenSet.ToFrozenSet(
        ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings"]);

    // What we say ourselves, and the other words for the same that frameworks believe (Rack: X-Forwarded-Ssl, -Scheme; Rails: Client-IP;
    // Tornado and Jupyter: X-Scheme, X-Real-IP; Django, .NET and Java code: the rest). The app shall hear one voice. X-Content-Length is
    // Kestrel's mark of a smuggled length.
    private static readonly FrozenSet<string> s_replaced = FrozenSet.ToFrozenSet(
        [
            "forwarded", "x-forwarded", "forwarded-for", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-protocol", "x-forwarded-scheme",
            "x-forwarded-ssl", "x-forwarded-host", "x-forwarded-port", "x-forwarded-by", "x-real-ip", "client-ip", "x-client-ip", "true-client-ip",
            "x-cluster-client-ip", "x-remote-ip", "x-remote-addr", "x-originating-ip", "wl-proxy-client-ip", "wl-proxy-ssl", "fastly-client-ip",
            "fly-client-ip", "x-azure-clientip", "x-scheme", "x-url-scheme", "front-end-https", "x-original-for", "x-original-proto",
            "x-original-host", "x-host", "x-http-host-override", "x-content-length",
        ]);

    // Where a proxy rewrites paths it says so here, and apps believe it: WSGI's script name, IIS's and Symfony's own route by X-Original-URL.
    private static readonly FrozenSet<string> s_claims = FrozenSet.ToFrozenSet(["x-rewrite-url", "x-script-name"]);

    // The whole of X-Forwarded-*, since proxies put more than addresses there: X-Forwarded-User is a login. And what edges say themselves.
    private static readonly string[] s_families = ["x-forwarded-", "x-original-", "cf-", "cloudfront-"];

    /// <summary>
    /// A name as CGI, WSGI and PHP see it: they fold case and turn everything but letters and digits into one character, so that
    /// <c>X_Forwarded_For</c> becomes <c>X-Forwarded-For</c>.
    /// </summary>
    /// <param name="name">The name on the wire.</param>
    public static string Fold(string name) => string.Create(name.Length, name, static (folded, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            folded[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToLowerInvariant(source[i]) : '-';
    });

    /// <summary>True if an app may get a field of this name from this client.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="client">Who asks, and who speaks for it.</param>
    public static bool MayPass(string name, ClientIdentity client)
    {
        var folded = Fold(name);
        // "Proxy" becomes HTTP_PROXY in CGI, and sends the app's own requests to the client (httpoxy, CVE-2016-5385).
        if (s_hopByHop.Contains(folded) || s_replaced.Contains(folded) || folded == "proxy" || folded.StartsWith("proxy-", StringComparison.Ordinal))
            return false;
        var isClaim = IsClaim(folded);
        // Nobody honest spells these so: it is meant to get past a hop that knows the right spelling.
        if (!folded.Equals(name, StringComparison.OrdinalIgnoreCase))
            return !isClaim && folded is not ("content-length" or "content-type" or "host");
        return !isClaim || IsAnsweredFor(folded, client);
    }

    private static bool IsClaim(string folded) =>
        s_claims.Contains(folded) || s_families.Any(family => folded.StartsWith(family, StringComparison.Ordinal));

    // An edge writes its own family and hands the rest through; a proxy of one's own is trusted with what it lets pass.
    private static bool IsAnsweredFor(string folded, ClientIdentity client) =>
        folded.StartsWith("cf-", StringComparison.Ordinal) ? client.Edge == "cloudflare"
        : folded.StartsWith("cloudfront-", StringComparison.Ordinal) ? client.Edge == "cloudfront"
        : client.HasOwnProxy;
}
