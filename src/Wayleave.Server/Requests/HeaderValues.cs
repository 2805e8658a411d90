using Wayleave.Protocol.Http;

namespace Wayleave.Server.Requests;

/// <summary>An app's header values as they may go on.</summary>
internal static class HeaderValues
{
    /// <summary>
    /// The same head with a space for each control character but tab: a sloppy app's head is passed on, and nothing in it can end a line
    /// (RFC 9110 §5.5).
    /// </summary>
    /// <param name="head">The head as it came.</param>
    public static ResponseHead Mended(ResponseHead head) =>
        !IsBad(head.ReasonPhrase) && !head.Headers.Any(line => IsBad(line.Value))
            ? head
            : head with { ReasonPhrase = Mended(head.ReasonPhrase), Headers = [.. head.Headers.Select(line => line with { Value = Mended(line.Value) })] };

    private static bool IsBad(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u001F') && text.Any(IsControl) || text.Contains('\u007F', StringComparison.Ordinal);

    private static string Mended(string text) => string.Concat(text.Select(c => IsControl(c) ? ' ' : c));

    private static bool IsControl(char c) => c is (< ' ' and not '\t') or '\u007F';
}
