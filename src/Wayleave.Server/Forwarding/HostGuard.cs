using Wayleave.Protocol.Http;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Forwarding;

/// <summary>Checks who is asked: routes, cookies and Origin checks all hang on Host.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 §3.2</seealso>
internal static class HostGuard
{
    /// <summary>Reads the one Host; HTTP/1.0 may do without.</summary>
    /// <param name="version">The version.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="host">The host; null where there is none.</param>
    public static GuardViolation Check(RequestVersion version, HeaderLines headers, out Authority? host)
    {
        host = null;
        string[] hosts = [.. headers.All("Host")];
        if (hosts.Length > 1)
            return GuardViolation.HostRepeated;
        if (hosts.Length == 0)
            return version == RequestVersion.Http10 ? GuardViolation.None : GuardViolation.HostMissing;
        if (!Authority.TryParse(hosts[0], out var authority))
            return GuardViolation.HostInvalid;

        host = authority;
        return GuardViolation.None;
    }
}
