using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Tells whether whoever answered a handshake saw that it was one.</summary>
internal static class Upgrades
{
    // Statuses that an app gives to a plain request on a socket's path. Redirects, refusals and failures have rules of their own.
    private static readonly int[] PlainStatuses = [200, 201, 202, 203, 204, 205, 206, 400, 404, 405, 406, 426, 501];

    // These answer an upgrade to a path that they do not know with another status than a plain request, so a plain answer means a plain request.
    private static readonly string[] TellsApart = ["uvicorn", "daphne"];

    /// <summary>True if the answer is one that a plain request gets: it is the plain GET's own, or of a status usual for one.</summary>
    /// <param name="way">A way.</param>
    public static bool AnsweredAsPlain(Way way) => way.SameAsPlain && PlainStatuses.Contains(way.Status ?? 0);

    /// <summary>True if the app that answered has another answer for an upgrade that it sees, whatever the path.</summary>
    /// <param name="way">A way whose upgrade got a 404.</param>
    public static bool AppSawPlain(Way way) =>
        way.Status is 404 && way.Answer.IsApp && TellsApart.Contains(way.Answer.Product)
        && !(way.Browser!.Exchange.Header("Server") ?? "").Contains("websockets", StringComparison.Ordinal);

    /// <summary>True if uvicorn refused an upgrade that it saw: an empty 403, where its plain answer is Starlette's 404. So it answers on paths without a socket, and where the app closes before it accepts.</summary>
    /// <param name="way">A way.</param>
    public static bool RefusedByUvicorn(Way way) =>
        way is { Status: 403, Refused: true } && way.Browser!.Exchange.Body.Length == 0
        && way.PlainGet is { Exchange.Status: 404 } plain && Answerer.Of(plain.Exchange).Product == "uvicorn";

    /// <summary>True if the upgrade got the very page that the root gets: one handler serves every path.</summary>
    /// <param name="way">A way.</param>
    public static bool CatchAll(Way way) =>
        way.Status is 200 && way.Browser!.Exchange.Body.Length > 0 && way.Http("http-root")?.Exchange.Body == way.Browser.Exchange.Body;

    /// <summary>The sign that the upgrade was not seen: a library's own sentence, or a 426; null if there is none.</summary>
    /// <param name="way">A way.</param>
    public static string? Sentence(Way way)
    {
        if (!way.Refused)
            return null;
        HttpExchange exchange = way.Browser!.Exchange;
        if (Texts.SaysUpgradeMissing(exchange) is { } said)
            return $"\"{said}\"";
        // ws and others also answer 426 to a version that they do not speak; ours is 13, so only a lost upgrade is left.
        return exchange.Status is 426 ? "Upgrade Required" : null;
    }

    /// <summary>True if uvicorn says that it cannot serve the upgrade: it has no library for it, or got <c>Connection: Upgrade</c> without <c>Upgrade</c>.</summary>
    /// <param name="way">A way.</param>
    public static bool Unsupported(Way way) => way.Refused && way.Browser!.Exchange.Body is var body
        && (body.Contains("Unsupported upgrade request.", StringComparison.Ordinal) || body.Contains("No supported WebSocket library detected", StringComparison.OrdinalIgnoreCase));

    /// <summary>True if a tunnel's edge says that nobody is at the tunnel's other end.</summary>
    /// <param name="exchange">An answer.</param>
    public static bool TunnelGone(HttpExchange exchange) => exchange.Header("Ngrok-Error-Code") is "ERR_NGROK_3200";

    /// <summary>True if the status is an app's or hop's word that what stands behind is down.</summary>
    /// <param name="status">A status.</param>
    public static bool SaysDown(int? status) => status is 502 or 503 or 504 or (>= 520 and <= 524) or 530;

    /// <summary>True if the way's far end is told to be well by another answer: a plain request that is neither an error nor refused.</summary>
    /// <param name="way">A way.</param>
    public static HttpProbe? PlainWell(Way way) =>
        way.Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Name is "http-socket-path" or "http-root" or "http-page" or "http-health" && p.Exchange.Status is >= 200 and < 500);

    /// <summary>Whether the products before the app include one that is known to answer with its own pages.</summary>
    /// <param name="answer">Who wrote an answer.</param>
    public static bool IsHop(Answer answer) => answer.IsKnown && !answer.IsApp;
}
