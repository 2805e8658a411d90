namespace Wayleave.Protocol.Http;

/// <summary>A request's line and headers.</summary>
/// <param name="Method">The method, case kept.</param>
/// <param name="Target">The request target as sent, such as <c>/ws?room=1</c>.</param>
/// <param name="Version">The version.</param>
/// <param name="Headers">The header lines in their order.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-3">RFC 9112 §3</seealso>
public sealed record RequestHead(string Method, string Target, HttpVersion Version, HeaderLines Headers);
