namespace Wayleave.Protocol.Http;

/// <summary>A response's status line and headers.</summary>
/// <param name="Version">The version.</param>
/// <param name="StatusCode">The status, 100 to 999.</param>
/// <param name="ReasonPhrase">The reason phrase; empty if there is none.</param>
/// <param name="Headers">The header lines in their order.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-4">RFC 9112 §4</seealso>
public sealed record ResponseHead(HttpVersion Version, int StatusCode, string ReasonPhrase, HeaderLines Headers);
