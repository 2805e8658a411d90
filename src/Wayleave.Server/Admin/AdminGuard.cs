using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Wayleave.Server.Admin;

/// <summary>
/// Keeps web pages away from the admin address, which a browser on the same machine reaches. A page of a stranger's whose name leads here
/// (DNS rebinding) shows by its Host; one that sends requests across (CSRF) by its Origin, and by a body that is no JSON: a form cannot
/// send that, and a script would have to ask first, which is never granted.
/// </summary>
internal static class AdminGuard
{
    /// <summary>What is wrong with a request; null if nothing.</summary>
    /// <param name="context">The request.</param>
    /// <param name="names">The names that may be asked for besides.</param>
    public static AdminProblem? Check(HttpContext context, ImmutableArray<string> names)
    {
        var (request, connection) = (context.Request, context.Connection);
        var host = request.Headers.Host.ToString();
        if (!IsOurs(request.Host, connection.LocalIpAddress, connection.LocalPort) && !names.Contains(request.Host.Host.TrimEnd('.'), StringComparer.OrdinalIgnoreCase))
            return new AdminProblem(403, "the Host is not this address", $"ask for localhost:{connection.LocalPort}, the address itself, or a name that the settings list in admin: hosts");
        if (!IsSame(request.Headers.Origin, host))
            return new AdminProblem(403, "no other page may ask here");
        // A form can send text, but not without its Origin.
        var isEvent = request.Path.StartsWithSegments("/channels", StringComparison.Ordinal);
        return HasType(request, isEvent) ? null
            : isEvent ? new AdminProblem(415, "an event is JSON or text", "send Content-Type: application/json, or text/plain")
            : new AdminProblem(415, "only JSON is taken", "send Content-Type: application/json");
    }

    private static bool IsOurs(HostString host, IPAddress? local, int port)
    {
        if ((host.Port ?? 80) != port)
            return false;
        if (host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        return IPAddress.TryParse(host.Host.Trim('[', ']'), out var asked) && (IPAddress.IsLoopback(asked) || asked.Equals(Plain(local)));
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static bool IsSame(StringValues origin, string host) =>
        origin.Count == 0 || (origin.Count == 1 && string.Equals(origin[0], $"http://{host}", StringComparison.OrdinalIgnoreCase));

    private static bool HasType(HttpRequest request, bool mayBeText)
    {
        if (request.ContentType is not { } type)
            return !(request.ContentLength > 0) && request.Headers.TransferEncoding.Count == 0;
        var name = type.Split(';')[0].Trim();
        return name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || (mayBeText && name.Equals("text/plain", StringComparison.OrdinalIgnoreCase));
    }
}
