using System.Security.Cryptography;
using System.Text;

namespace Wayleave.Protocol.Handshake;

/// <summary>The answer to a handshake's key: proof that the far end speaks WebSocket, and no secret.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2">RFC 6455 §4.2.2</seealso>
public static class AcceptKey
{
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyBytes = 16;

    /// <summary>The value of <c>Sec-WebSocket-Accept</c> for that <c>Sec-WebSocket-Key</c>.</summary>
    /// <param name="key">The key as it stands in the request, without white space around it.</param>
    public static string For(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.Latin1.GetBytes(key + Guid)));

    /// <summary>True if that is a key: 16 bytes in Base64, 24 characters.</summary>
    /// <param name="key">The key as it stands in the request.</param>
    public static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var written) && written == KeyBytes;
    }
}
