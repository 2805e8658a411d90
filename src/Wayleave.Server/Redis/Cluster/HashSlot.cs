namespace Wayleave.Server.Redis.Cluster;

/// <summary>Which part of a cluster's keys a key belongs to.</summary>
/// <seealso href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">The cluster's specification</seealso>
internal static class HashSlot
{
    /// <summary>How many parts there are.</summary>
    public const int Count = 16384;

    private static readonly ushort[] Table = MakeTable();

    /// <summary>A key's slot: that of the text within its first braces, if there is any.</summary>
    /// <param name="key">The key.</param>
    public static int Of(ReadOnlySpan<byte> key)
    {
        if (key.IndexOf((byte)'{') is >= 0 and var open && key[(open + 1)..].IndexOf((byte)'}') is > 0 and var length)
            key = key.Slice(open + 1, length);
        ushort crc = 0;
        foreach (var value in key)
            crc = (ushort)((crc << 8) ^ Table[(crc >> 8) ^ value]);
        return crc % Count;
    }

    // CRC-16/XMODEM: polynomial 0x1021, nothing reflected, beginning with 0.
    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var value = 0; value < table.Length; value++)
        {
            var crc = value << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            table[value] = (ushort)crc;
        }

        return table;
    }
}
