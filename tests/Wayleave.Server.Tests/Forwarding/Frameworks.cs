using System.Net;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Tests.Forwarding;

/// <summary>What frameworks make of the headers that they get from a proxy on loopback, by their own rules, set as docs/forwarded-headers.md says.</summary>
internal static class Frameworks
{
    /// <summary>Who the framework thinks asks: address, scheme, and host as links and Origin checks use it.</summary>
    public sealed record Seen(string Address, string Scheme, string Host);

    /// <summary>Each framework with its reader.</summary>
    public static readonly IReadOnlyDictionary<string, Func<HeaderLines, Seen>> All = new Dictionary<string, Func<HeaderLines, Seen>>
    {
        ["Django"] = Django, ["Rails"] = Rails, ["ASP.NET Core"] = AspNetCore, ["Tornado"] = Tornado, ["uvicorn"] = Uvicorn,
    };

    // django/http/request.py: SECURE_PROXY_SSL_HEADER takes the first value; get_host with USE_X_FORWARDED_HOST takes the header whole.
    // The address is the usual middleware's: the first of the list. WSGI joins lines of one name, and folds - and _.
    private static Seen Django(HeaderLines headers)
    {
        var meta = headers.GroupBy(line => line.Name.ToUpperInvariant().Replace('-', '_')).ToDictionary(lines => lines.Key, lines => string.Join(',', lines.Select(line => line.Value)));
        return new(meta["X_FORWARDED_FOR"].Split(',')[0].Trim(), meta["X_FORWARDED_PROTO"].Split(',', 2)[0].Trim() == "https" ? "https" : "http", meta["X_FORWARDED_HOST"]);
    }

    // rack/request.rb and ActionDispatch::RemoteIp: Client-Ip beside X-Forwarded-For is "IP spoofing"; the last address that is not private.
    private static Seen Rails(HeaderLines headers)
    {
        headers.Contains("Client-Ip").ShouldBeFalse();
        var address = headers.Tokens("X-Forwarded-For").Last(entry => !entry.StartsWith("10.", StringComparison.Ordinal) && !entry.StartsWith("127.", StringComparison.Ordinal));
        var https = headers.First("X-Forwarded-Ssl") == "on" || (headers.First("X-Forwarded-Scheme") ?? headers.Tokens("X-Forwarded-Proto").First()) == "https";
        return new(address, https ? "https" : "http", headers.Tokens("X-Forwarded-Host").Last());
    }

    // ForwardedHeadersMiddleware: ForwardLimit 1, so the last entry of each; X-Forwarded-Host whole and checked.
    private static Seen AspNetCore(HeaderLines headers)
    {
        var (addresses, schemes, hosts) = (headers.Tokens("X-Forwarded-For").ToArray(), headers.Tokens("X-Forwarded-Proto").ToArray(), headers.Tokens("X-Forwarded-Host").ToArray());
        IPEndPoint.TryParse(addresses[^1], out var parsed).ShouldBeTrue();
        return new(parsed!.Address.ToString(), schemes[^1], hosts[^1]);
    }

    // tornado/httpserver.py, xheaders=True: X-Real-Ip before the last of X-Forwarded-For, X-Scheme before X-Forwarded-Proto, the last value.
    // Streamlit and Jupyter's check_origin: Origin's host equals Host.
    private static Seen Tornado(HeaderLines headers)
    {
        var address = headers.First("X-Real-Ip") ?? headers.Tokens("X-Forwarded-For").Last();
        var scheme = (headers.First("X-Scheme") ?? headers.First("X-Forwarded-Proto"))!.Split(',')[^1].Trim();
        return new(address, scheme, headers.First("Host")!);
    }

    // uvicorn/middleware/proxy_headers.py: the scheme whole (ws is made from it); the last address that is not 127.0.0.1. Host as it is.
    private static Seen Uvicorn(HeaderLines headers) =>
        new(headers.Tokens("X-Forwarded-For").Last(entry => entry != "127.0.0.1"), headers.All("X-Forwarded-Proto").Last().Trim(), headers.First("Host")!);
}
