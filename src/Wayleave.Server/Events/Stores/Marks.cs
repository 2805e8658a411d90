using System.Security.Cryptography;

namespace Wayleave.Server.Events.Stores;

/// <summary>What tells one stream of events from another: made by chance, so that no two are the same, whoever makes them.</summary>
internal static class Marks
{
    private const int EpochLength = 6;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new epoch.</summary>
    public static string NewEpoch() => RandomNumberGenerator.GetString(Base62, EpochLength);

    /// <summary>A new event's tag.</summary>
    public static uint NewTag() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
}
