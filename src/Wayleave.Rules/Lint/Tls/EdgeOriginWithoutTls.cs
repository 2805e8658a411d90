using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Platform;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>Cloudflare stands in front, and nothing at the origin listens with TLS.</summary>
internal sealed class EdgeOriginWithoutTls : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("edge-origin-without-tls", CauseNames.TlsModeMismatch, Severity.Warning)
    {
        Why = "With SSL mode Full or Full (strict) Cloudflare speaks TLS to port 443 of the origin, and answers 521 or 525 where nobody does. Only mode Flexible reaches a plain origin: then the way between the two is open to read, and whatever there redirects to https loops.",
        Fix = "Listen with TLS at the origin, with a certificate of your own making or one of Cloudflare's origin certificates, open port 443 to the edge's networks, and set the mode to Full.",
        Source = "https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // A tunnel carries TLS itself, and another hop of the edge's side may end it.
        if (deployment.Front is not { Name: "cloudflare" } edge || deployment.Hops.Any(hop => hop.Place < HopPlace.Proxy || hop.Listens(443) == true)) yield break;
        Crossing[] outermost = [.. deployment.Crossings.Where(crossing => crossing is { Before: null, Hop.Place: HopPlace.Proxy, Passage.Listener: not null })];
        if (outermost.Length == 0 || outermost.Any(crossing => crossing.Passage.Listener!.Tls || crossing.Passage.End is not PassageEnd.Forwarded)) yield break;
        foreach (Crossing crossing in outermost)
        {
            Listener listener = crossing.Passage.Listener!;
            if (!KnowsOfEdge(crossing) && listener.Port is { } port && edge.PlainPorts.Contains(port) && !OriginListening.IsInner(listener))
                yield return Info.Found(listener.At, $"{crossing.Socket.Path} comes in over plain HTTP, and nothing here listens with TLS: in SSL mode Full Cloudflare answers 521, and in Flexible everybody between it and this host can read along");
        }
    }

    // Who hands on what the edge says of the browser's scheme has chosen to be spoken to in plain HTTP. What nginx does not mention it passes on as it comes, by nobody's choice.
    private static bool KnowsOfEdge(Crossing crossing) =>
        crossing.Sent("x-forwarded-proto") is var proto && (proto is { Present: true, Value: "https" or "wss" } || (!proto.Known && (proto.Where is not null || crossing.Hop.Product != "nginx")));
}
