namespace Wayleave.Protocol.Relay;

/// <summary>The random numbers that one relayed socket needs.</summary>
/// <param name="ClientTag">Tags our pings to the client.</param>
/// <param name="AppTag">Tags our pings to the app.</param>
/// <param name="MaskingKey">Gives a fresh, unpredictable key for each frame of ours to the app (RFC 6455 §5.3).</param>
public readonly record struct RelayChance(ulong ClientTag, ulong AppTag, Func<uint> MaskingKey);
