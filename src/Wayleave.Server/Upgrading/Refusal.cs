using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Upgrading;

/// <summary>An answer of our own to a request that is not passed on, or could not be.</summary>
/// <param name="Status">The status.</param>
/// <param name="Words">What is wrong, in a sentence without its full stop; it is shown to the client.</param>
internal sealed record Refusal(int Status, string Words)
{
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
