using Wayleave.Probing.Handshakes;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>What the caller gave and asked for, as facts: names, never values that may be secret.</summary>
internal static class AskedFacts
{
    /// <summary>The facts.</summary>
    public static Asked Of(ExaminationOptions options)
    {
        var route = ProbeRoute.Public(options.Target);
        return new Asked
        {
            PageOrigin = options.PageOrigin ?? HandshakeSpelling.OwnOrigin(route),
            PageOriginGiven = options.PageOrigin is not null,
            Subprotocols = options.Subprotocols,
            HeaderNames = [.. options.Headers.Select(field => field.Name)],
            CookieGiven = options.Cookie is not null || options.Headers.Any(field => field.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)),
            CredentialGiven = new Credentials(options, route).Given,
            HoldMs = options.Hold.TotalMilliseconds,
            TimeoutMs = options.Timeout.TotalMilliseconds,
            IdleMs = options.Idle?.TotalMilliseconds,
            MessageSize = options.MessageSize,
            Burst = options.Burst,
            Twice = options.Twice,
            SendGiven = options.Send is not null,
            Routes = [.. options.Direct.Select(direct => direct.Name)],
            SystemProxy = options.SystemProxy is { } proxy ? $"{proxy.Scheme}://{proxy.Authority}" : null,
            ProxyUsed = options.UseProxy && options.SystemProxy is not null,
            Insecure = options.Insecure,
        };
    }
}
