using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.ExtendedConnect;

/// <summary>A WebSocket handshake over HTTP/2 or HTTP/3: its pseudo-headers and its headers.</summary>
/// <param name="Method"><c>:method</c>.</param>
/// <param name="Protocol"><c>:protocol</c>; null if there is none: then it is a plain CONNECT.</param>
/// <param name="Scheme"><c>:scheme</c>: <c>https</c> or <c>http</c>.</param>
/// <param name="Authority"><c>:authority</c>: what Host is in HTTP/1.1.</param>
/// <param name="Path"><c>:path</c>: the request's target.</param>
/// <param name="Headers">The other headers, their names in lower case.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8441#section-4">RFC 8441 §4</seealso>
public sealed record ConnectRequest(string Method, string? Protocol, string Scheme, string Authority, string Path, HeaderLines Headers);
