using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The app is told that the browser came over plain HTTP, or is not told how, while the browser is on TLS.</summary>
internal sealed class ForwardedProtoWrong : ILintRule
{
    // Each of these tells an app that the browser is on TLS.
    private static readonly string[] s_telling = ["x-forwarded-proto", "x-forwarded-protocol", "x-forwarded-ssl", "x-forwarded-scheme", "x-url-scheme", "x-scheme", "forwarded", "front-end-https", "x-forwarded-port"];

    // Their own handling of the header is modelled whole.
    private static readonly string[] s_products = ["nginx", "apache", "caddy"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("forwarded-proto-wrong", CauseNames.ForwardedProtoWrong, Severity.Warning)
    {
        Why = "An app behind a proxy that ends TLS sees plain HTTP. Without a right X-Forwarded-Proto it redirects the handshake to https, writes ws:// into its pages, or takes an https Origin for a stranger's.",
        Fix = "Send X-Forwarded-Proto: $scheme where this hop ends TLS, the edge's own value where an edge does.",
        Source = "https://github.com/convos-chat/convos/issues/253",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        KnownEdge? edge = deployment.Front;
        AppFacts? redirecting = deployment.Apps.FirstOrDefault(app => app.RedirectsToHttps is { Value: true });
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded, Version: not null } && UpgradeHeaders.Missing(crossing).IsEmpty))
        {
            Passage passage = crossing.Passage;
            bool tls = passage.Listener is { Tls: true };
            HeaderFate? proto = passage.Headers.GetValueOrDefault("x-forwarded-proto");
            if (proto is { Present: true, Value: "http" or "ws" } && (edge is not null || crossing.EndsTls is not null))
            {
                // What a hop in front says wrong is that one's, and what one behind mends is right.
                if (crossing.Before?.Sent("x-forwarded-proto") is { Present: true, Value: "http" or "ws" } || SaysHttps(deployment, crossing)) continue;
                string who = tls ? "this hop ends TLS" : crossing.EndsTls is { } outer ? $"{outer.Hop.Product} in front ends TLS and speaks plain HTTP to this hop" : $"{edge!.Name} ends TLS and speaks plain HTTP to this hop";
                yield return Info.Found(redirecting is null ? Severity.Warning : Severity.Error, proto.Where ?? passage.At, $"{crossing.Socket.Path} goes on with \"X-Forwarded-Proto: {proto.Value}\" while the browser is on TLS, since {who}: the app redirects the handshake or writes ws:// into its pages");
            }
            else if (tls && s_products.Contains(crossing.Hop.Product) && passage.To is { Tls: not true } && edge is null && !SaysHttps(deployment, crossing) && !passage.Lost.ContainsKey("x-forwarded-proto") && !Array.Exists(s_telling, name => passage.Headers.ContainsKey(name)) && passage.Headers.GetValueOrDefault("upgrade") is { Known: true } && (redirecting is not null || IsToldNothing(passage)))
            {
                // An app that nobody knows may not care; one that is told neither host nor scheme cannot write a right URL of its own.
                yield return Info.Found(redirecting is null ? Severity.Info : Severity.Error, passage.At, $"{crossing.Socket.Path} goes on without X-Forwarded-Proto, so the app takes the browser for one on plain HTTP: it may redirect the handshake or write ws:// into its pages") with
                {
                    Fix = NginxMending.Behind(deployment, crossing, "Say how the browser came.", "proxy_set_header X-Forwarded-Proto $scheme;"),
                };
            }
        }
    }

    // A hop further in sends what the app is to believe; one whose own value is not known may.
    private static bool SaysHttps(Deployment deployment, Crossing crossing) =>
        deployment.Behind(crossing).Any(next => next.Passage.Headers.GetValueOrDefault("x-forwarded-proto") is { Where: not null } proto && (!proto.Known || proto.Value is "https" or "wss"));

    private static bool IsToldNothing(Passage passage) => passage.Headers.GetValueOrDefault("host") is { Known: true, Where: null } && !passage.Headers.ContainsKey("x-forwarded-host");
}
