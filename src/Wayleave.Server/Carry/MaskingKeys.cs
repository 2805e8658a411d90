using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Wayleave.Server.Carry;

/// <summary>Keys for what is sent to apps in a client's place: drawn many at a time, since asking for each one alone would cost as much as masking with it. Thread-safe.</summary>
internal static class MaskingKeys
{
    private const int Drawn = 256;

    [ThreadStatic]
    private static byte[]? t_keys;

    [ThreadStatic]
    private static int t_left;

    /// <summary>One that nobody can foresee.</summary>
    public static uint Next()
    {
        var keys = t_keys ??= new byte[Drawn];
        if (t_left == 0)
        {
            RandomNumberGenerator.Fill(keys);
            t_left = Drawn;
        }

        t_left -= sizeof(uint);
        return BinaryPrimitives.ReadUInt32LittleEndian(keys.AsSpan(t_left));
    }
}
