namespace Wayleave.Protocol.ExtendedConnect;

/// <summary>The numbers with which an end is told to the other side.</summary>
public static class StreamEnds
{
    /// <summary>RST_STREAM's error code for a reset: CANCEL (RFC 9113 §7).</summary>
    public const uint Http2Cancel = 0x8;

    /// <summary>The stream error for a reset over HTTP/3: H3_REQUEST_CANCELLED (RFC 9114 §8.1).</summary>
    public const ulong Http3RequestCancelled = 0x10C;

    /// <summary>The HTTP/2 setting without which no <c>:protocol</c> may be sent: SETTINGS_ENABLE_CONNECT_PROTOCOL (RFC 8441 §3).</summary>
    public const ushort EnableConnectProtocol = 0x8;
}
