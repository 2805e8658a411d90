using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The backend that answers does not know the session that another one began: requests of one client reach different backends.</summary>
internal sealed class SessionElsewhere : IDiagnosisRule
{
    private static readonly string[] Unknown = ["Session ID unknown", "No Connection with that ID", "Unknown session", "Invalid session", "session not found"];

    private static readonly string[] SessionParameters = ["sid=", "id=", "session_id=", "sessionId="];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("session-at-another-backend", CauseNames.StickySessionMissing)
    {
        Why = "Socket.IO and SignalR begin a session with one request and go on with the next; a balancer that sends the two to different backends breaks it.",
        Source = "https://socket.io/docs/v4/using-multiple-nodes/",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        string hop = evidence.Hops.FirstOrDefault(h => h.Kind == HopKind.Balancer)?.Name ?? Blame.Proxy(evidence);
        if (way.PolledSession is { } polled && Says(polled.Exchange) && way.Http("http-polling") is { Exchange.Status: 200 } poll)
        {
            bool cookie = Arrivals.Sent(polled, "Cookie") is not null;
            yield return Info.Found(
                way.Opened ? Severity.Warning : Severity.Error,
                0.93,
                hop,
                $"A poll began a session, and the upgrade that goes on with it{(cookie ? ", with the cookies set for it," : "")} got {Words.Answer(polled.Exchange)} from a backend that does not know it: requests of one client reach different backends."
                    + (way.Opened ? " Clients that begin with the WebSocket open; Socket.IO's begin with polling unless told otherwise." : ""),
                poll,
                polled,
                way.Browser);
            yield break;
        }

        Probe? lost = way.Handshakes.FirstOrDefault(h => Says(h.Exchange) || Unknown.Any(u => h.Session?.End.Reason.Contains(u, StringComparison.OrdinalIgnoreCase) == true));
        lost ??= way.Probes.OfType<HttpProbe>().FirstOrDefault(p => Says(p.Exchange));
        if (lost is null || (lost is HttpProbe && way.Opened))
            yield break;

        HandshakeProbe? found = way.Handshakes.FirstOrDefault(h => h.Opened && h.Id != lost.Id && h.Variation is Variation.Browser or Variation.Repeat or Variation.WithCookies or Variation.Burst or Variation.NoDeflate);
        // A browser sends the cookies back, and is let in with them.
        if (lost is HandshakeProbe { Variation: not Variation.Browser and not Variation.WithCookies } && way.Opened && way.Varied(Variation.WithCookies) is { Opened: true })
            yield break;
        bool named = SessionParameters.Any(p => evidence.Socket.Query.Contains(p, StringComparison.OrdinalIgnoreCase));
        if (found is null && !named)
            yield break;
        string answer = lost is HandshakeProbe handshake ? Words.Answer(handshake) : Words.Answer(((HttpProbe)lost).Exchange);
        yield return Info.Found(
            way.Opened ? Severity.Warning : Severity.Error,
            found is not null ? 0.95 : 0.6,
            hop,
            found is not null
                ? $"Of like handshakes one opens and another gets {answer} from a backend that does not know the session: requests of one client reach different backends."
                : $"The session named in the URL gets {answer}, so the backend that answers does not know it: either another backend began it, or it has ended since.",
            lost,
            found) with
        {
            Alternatives = found is not null ? [] : [CauseNames.TokenExpiredOrReused],
            NextProbe = found is not null ? null : "the same with a fresh session id",
        };
    }

    private static bool Says(HttpExchange exchange) => exchange.Status is 400 or 404 && Unknown.Any(u => exchange.Body.Contains(u, StringComparison.OrdinalIgnoreCase));
}
