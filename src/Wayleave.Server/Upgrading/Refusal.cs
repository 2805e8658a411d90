using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Wayleave.Protocol.Http;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Upgrading;

/// <summary>An answer of our own to a request that is not passed on, or could not be.</summary>
/// <param name="Status">The status.</param>
/// <param name="Words">What is wrong, in a sentence without its full stop; it is shown to the client.</param>
internal sealed record Refusal(int Status, string Words)
{
    private static readonly HeaderLines s_later = [new("Retry-After", "5")];

    /// <summary>No app could be reached: 502, 504 if nothing came in time, 503 where the fault is ours or nobody is in service.</summary>
    /// <param name="last">How the last dial failed; null: there was nobody to dial.</param>
    public static Refusal Unreachable(DialFailure? last) => last switch
    {
        null => new(503, "no app is in service here") { Detail = "all destinations are drained", Lines = s_later },
        { IsOurs: true } => new(503, "this gateway has no connections left") { Detail = last.Words, Lines = s_later },
        { Kind: DialFailureKind.TimedOut } => new(504, "the app cannot be reached") { Detail = last.Words },
        _ => new(502, "the app cannot be reached") { Detail = last.Words },
    };

    /// <summary>The line that says when to come again.</summary>
    /// <param name="wait">After how long; whole seconds are said, one at least.</param>
    public static HeaderLines After(TimeSpan wait) => [new("Retry-After", Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))];

    /// <summary>Further lines of the answer.</summary>
    public HeaderLines Lines { get; init; } = HeaderLines.Empty;

    /// <summary>What is only for the log: addresses of apps, and how they failed.</summary>
    public string? Detail { get; init; }

    /// <summary>The body: one line of text.</summary>
    public byte[] Body => Encoding.UTF8.GetBytes($"wayleave: {Words}\n");

    /// <summary>The head.</summary>
    public ResponseHead Head => new(HttpVersion.Http11, Status, ReasonPhrases.GetReasonPhrase(Status),
    [
        new("Content-Type", "text/plain; charset=utf-8"), new("Cache-Control", "no-store"),
        new("Content-Length", Body.Length.ToString(CultureInfo.InvariantCulture)), .. Lines,
    ]);
}
