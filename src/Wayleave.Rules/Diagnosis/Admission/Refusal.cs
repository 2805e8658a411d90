using Wayleave.Rules.Diagnosis.Time;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>How a handshake was turned away: by a status, or by a close frame right after the 101.</summary>
/// <param name="Probe">The handshake.</param>
/// <param name="Status">The status; null where the socket opened first.</param>
/// <param name="CloseCode">The close code; null where the socket did not open.</param>
/// <param name="Text">Everything that the far end said with it.</param>
internal sealed record Refusal(HandshakeProbe Probe, int? Status, int? CloseCode, string Text)
{
    // A far end that wants something checks it at once; later it is a timer.
    private const double AtOnceMs = 2000;

    private static readonly string[] CredentialWords =
    [
        "unauthori", "unauthenticated", "not authenticated", "authentication", "authorization", "credential", "login", "log in", "logged in", "sign in",
        "token", "jwt", "access denied", "api key", "apikey", "api_key", "permission", "password", "session required", "not allowed to connect",
    ];

    private static readonly string[] PlainCredentialWords =
    [
        "unauthori", "unauthenticated", "not authenticated", "authentication required", "missing token", "no token", "token required", "token is required",
        "invalid token", "missing credential", "login required", "not logged in", "must be logged in",
    ];

    private static readonly string[] SpentWords =
    [
        "expired", "already used", "already been used", "been used", "reused", "no longer valid", "invalid connection token", "single use", "single-use", "one-time",
    ];

    private static readonly string[] RateWords = ["rate limit", "ratelimit", "rate-limit", "too many requests", "slow down", "error code: 1015", "You are being rate limited"];

    private static readonly string[] CrowdWords =
    [
        "too many connections", "too many open", "connection limit", "connections limit", "max connections", "maximum connections", "maximum number of connections",
        "concurrent", "too many clients", "too many sockets", "already connected", "server full", "at capacity", "overloaded",
    ];

    /// <summary>True if it speaks of credentials.</summary>
    public bool SpeaksOfCredentials => Says(CredentialWords);

    /// <summary>True if it can hardly mean anything but a missing or wrong credential.</summary>
    public bool DemandsCredentials => Says(PlainCredentialWords);

    /// <summary>True if it speaks of the Origin, so that another rule explains it.</summary>
    public bool SpeaksOfOrigin => Says(["origin"]);

    /// <summary>True if it says that the credential was good once.</summary>
    public bool SaysSpent => Says(SpentWords) && (Says(CredentialWords) || Says(["ticket", "nonce", "link", "invite"]));

    /// <summary>True if it says that the token is not valid, and not that it is missing.</summary>
    public bool SaysInvalid => Says(["invalid token", "token invalid", "token is invalid", "token is not valid", "invalid jwt", "bad token", "unknown token"]) && !Says(["missing"]);

    /// <summary>True if it speaks of requests per time.</summary>
    public bool SaysRate => Says(RateWords);

    /// <summary>True if it speaks of connections at a time.</summary>
    public bool SaysCrowd => Says(CrowdWords);

    /// <summary>The refusal in a few words.</summary>
    public string Words
    {
        get
        {
            if (CloseCode is null)
                return Diagnosis.Words.Answer(Probe);
            string reason = Probe.Session!.End.Reason;
            return $"101 and then close {Diagnosis.Words.Number(CloseCode.Value)}{(reason.Length > 0 ? $" \"{reason}\"" : "")}";
        }
    }

    /// <summary>How a handshake was turned away; null if it was let in, or failed without an answer.</summary>
    /// <param name="probe">The handshake; null if it was not tried.</param>
    public static Refusal? Of(HandshakeProbe? probe)
    {
        if (probe is null)
            return null;
        if (probe is { Opened: true, Session: { End: { Kind: EndKind.CloseFrame, AtMs: < AtOnceMs } end } session } && !WaitsForFirstMessage.IsTimer(end))
        {
            string said = string.Join('\n', session.Frames.Where(f => !f.Sent && f.Opcode == "text").Select(f => f.Text));
            return new Refusal(probe, null, end.Code ?? 1005, $"{end.Reason}\n{said}");
        }

        if (probe is { Session: null, Exchange.Status: { } status and not 101 })
        {
            HttpExchange exchange = probe.Exchange;
            string reason = exchange.Reason is { Length: > 0 } phrase && phrase is not ("Unauthorized" or "Forbidden") ? phrase : "";
            return new Refusal(probe, status, null, $"{reason}\n{exchange.Header("WWW-Authenticate")}\n{exchange.Body}");
        }

        return null;
    }

    /// <summary>True for the same status or close code.</summary>
    /// <param name="other">Another refusal; null for none.</param>
    public bool Like(Refusal? other) => other is not null && other.Status == Status && other.CloseCode == CloseCode;

    private bool Says(string[] words) => Array.Exists(words, w => Text.Contains(w, StringComparison.OrdinalIgnoreCase));
}
