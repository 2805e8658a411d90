using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Group 2: pings and pongs (RFC 6455 §5.5.2 and §5.5.3).</summary>
internal static class Pings
{
    private static readonly byte[] s_full = [.. Enumerable.Repeat((byte)0xFE, 125)];
    private static readonly byte[] s_binary = [0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF];

    public static IEnumerable<AutobahnCase> Cases() =>
    [
        Of("2.1", "a ping without payload", wire => wire.Ping(), Then(P([]), Closed)),
        Of("2.2", "a ping with text", wire => wire.Ping("Hello, world!"u8), Then(P("Hello, world!"u8), Closed)),
        Of("2.3", "a ping with bytes that are no text", wire => wire.Ping(s_binary), Then(P(s_binary), Closed)),
        Of("2.4", "a ping with 125 bytes", wire => wire.Ping(s_full), Then(P(s_full), Closed)),
        Of("2.5", "a ping with 126 bytes", wire => wire.Ping([.. s_full, 0xFE]), Refused),
        Of("2.6", "a ping with 125 bytes, byte by byte", wire => wire.Ping(s_full), Then(P(s_full), Closed), chop: 1),
        Of("2.7", "a pong nobody asked for", wire => wire.Pong(), Closed),
        Of("2.8", "a pong with payload nobody asked for", wire => wire.Pong("unsolicited"u8), Closed),
        Of("2.9", "a pong nobody asked for, then a ping", wire => wire.Pong("unsolicited"u8).Ping("ping"u8), Then(P("ping"u8), Closed)),
        Of("2.10", "ten pings", Ten, TenPongs),
        Of("2.11", "ten pings, byte by byte", Ten, TenPongs, chop: 1),
    ];

    private static string TenPongs => Then([.. Enumerable.Range(0, 10).Select(i => P([(byte)i])), Closed]);

    private static void Ten(Wire wire)
    {
        for (var i = 0; i < 10; i++)
            wire.Ping([(byte)i]);
    }
}
