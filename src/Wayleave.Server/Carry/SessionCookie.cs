using System.Buffers.Text;
using System.Security.Cryptography;
using Wayleave.Protocol.Http;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry;

/// <summary>The cookie that sessions are bound to, for browsers that have none.</summary>
internal static class SessionCookie
{
    /// <summary>The line that sets it.</summary>
    /// <param name="received">The request.</param>
    /// <returns>One line; none where the browser has the cookie.</returns>
    public static HeaderLines For(Received received)
    {
        if (SessionBond.HasCookie(received.Request.Headers))
            return HeaderLines.Empty;
        var value = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var secure = received.Client.Scheme == "https" ? "; Secure" : "";
        return [new("Set-Cookie", $"{SessionBond.Cookie}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")];
    }
}
