using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Wayleave.Server.Destinations.Balancing;

/// <summary>Makes the values of stickiness cookies. A value says nothing of the destination to whoever has no key.</summary>
internal sealed class StickySigner
{
    private const int KeyBytes = 32;

    private readonly byte[] _key;

    private StickySigner(byte[] key) => _key = key;

    /// <summary>One whose key comes from the secret in the settings: values hold over restarts and in all processes that share it.</summary>
    public static StickySigner Of(string secret) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: "wayleave sticky cookie, version 1"u8.ToArray()));

    /// <summary>One whose key is chance: values hold as long as the process.</summary>
    public static StickySigner Random() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The value for a destination: HMAC-SHA256 over its route and its URL, 43 characters.</summary>
    public string Value(DestinationKey key)
    {
        // The length before the text: no two keys are the same bytes.
        var text = $"{key.Route.Length}:{key.Route}{key.Url}";
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
    }
}
