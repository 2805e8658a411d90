using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.LabChains.Rows;

/// <summary>Hops that change what an app checks, and apps that refuse by themselves.</summary>
internal static class AppRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<LabRow> All =>
    [
        Ill("wrong Host", "nginx:wrong-host", "same-host", CauseNames.HostHeaderMismatch + "|" + CauseNames.OriginNotAllowlisted, "nginx|app"),
        Ill("wrong Host, the app asked", "nginx:wrong-host", "same-host", CauseNames.HostHeaderMismatch, "nginx") with { AskOrigin = true },
        Ill("wrong Host before echo", "nginx:wrong-host", "echo", CauseNames.HostHeaderMismatch, "nginx") with { Verdict = Verdict.Degraded },
        Ill("no port before echo", "nginx:drop-port", "echo", CauseNames.PortMissingInOrigin, "nginx") with { Verdict = Verdict.Degraded },
        Ill("proto http before echo", "nginx:proto=http", "echo", CauseNames.ForwardedProtoWrong, "nginx") with { Verdict = Verdict.Degraded, Tls = true },
        Ill("wrong Host in the inner hop", "cloudflare:full,nginx:wrong-host=app.internal", "same-host", CauseNames.HostHeaderMismatch + "|" + CauseNames.OriginNotAllowlisted, "nginx|proxy|app") with { Tls = true },
        Ill("wrong Host, allowed hosts", "nginx:wrong-host=app_upstream", "allowed-hosts", CauseNames.HostHeaderMismatch, "nginx|app") with { Tls = true },
        Ill("no port", "nginx:drop-port", "same-host", CauseNames.PortMissingInOrigin, "nginx"),
        Ill("no port, the app asked", "nginx:drop-port", "same-host", CauseNames.PortMissingInOrigin, "nginx") with { AskOrigin = true },
        Ill("proto http before a redirect", "nginx:proto=http", "https-by-header", CauseNames.ForwardedProtoWrong, "nginx|app") with { Tls = true },
        Ill("proto http before a redirect, the app asked", "nginx:proto=http", "https-by-header", CauseNames.ForwardedProtoWrong, "nginx") with { Tls = true, AskOrigin = true },
        Ill("proto http before an Origin check", "nginx:proto=http", "same-origin", CauseNames.ForwardedProtoWrong, "nginx|app") with { Tls = true },
        Ill("proto wss before an Origin check", "proxy:proto=wss", "same-origin", CauseNames.ForwardedProtoWrong + "|" + CauseNames.OriginNotAllowlisted, "proxy|app") with { Tls = true },
        Ill("proto http behind cloudfront and alb", "cloudfront,alb:proto=http", "https-by-header", CauseNames.ForwardedProtoWrong, "alb|cloudfront|app") with { Tls = true },
        Ill("https-only app by http", "nginx", "https-by-header", CauseNames.RedirectOnUpgrade + "|" + CauseNames.ClientUrlWrong + "|" + CauseNames.ForwardedProtoWrong, "nginx|app|client|proxy"),
        Ill("login", "nginx", "login", CauseNames.AuthRequired, "app"),
        Ill("login behind cloudflare", "cloudflare:full,nginx", "login", CauseNames.AuthRequired, "app") with { Tls = true },
        Ill("500", "nginx", "500", CauseNames.AppError, "app"),
        Ill("500 behind cloudflare", "cloudflare:full,nginx", "500", CauseNames.AppError, "app") with { Tls = true },
        Ill("hangs up", "nginx", "hang-up", CauseNames.BackendDown + "|" + CauseNames.AppError, "app|nginx"),
        // An app that never sees an upgrade answers the same.
        Ill("no such path", "nginx", "no-such-path", CauseNames.PathNotRouted + "|" + CauseNames.UpgradeHeaderStripped, "app|nginx") with { Open = true },
        Ill("no such path, the app asked", "nginx", "no-such-path", CauseNames.PathNotRouted, "app") with { AskOrigin = true },
        Ill("nobody", "nginx", "nobody", CauseNames.BackendDown, "app|nginx"),
        Ill("large cookie", "nginx:header-limit=4k", "sample", CauseNames.HeaderTooLarge, "nginx") with { With = o => o with { Cookie = "session=" + new string('c', 6000) } },
        Ill("large cookie, unsigned", "proxy:header-limit=4k", "sample", CauseNames.HeaderTooLarge, "proxy|app") with { With = o => o with { Cookie = "session=" + new string('c', 6000) } },
        Ill("large cookie behind cloudflare", "cloudflare:full,nginx:header-limit=4k", "echo", CauseNames.HeaderTooLarge, "nginx") with { Tls = true, With = o => o with { Cookie = "session=" + new string('c', 6000) } },
        Ill("subprotocol lost", "nginx:drop-subprotocol", "sample", CauseNames.SubprotocolDropped, "nginx|app") with { With = o => o with { Subprotocols = ["chat"] } },
        Ill("subprotocol lost before echo", "nginx:drop-subprotocol", "echo", CauseNames.SubprotocolDropped, "nginx") with { With = o => o with { Subprotocols = ["chat"] } },
    ];

    private static LabRow Ill(string name, string chain, string to, string cause, string hop) =>
        new($"app: {name}", chain, to) { Verdict = Verdict.Broken, Cause = cause, Hop = hop };
}
