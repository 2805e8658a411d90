using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Group 7: the close handshake (RFC 6455 §5.5.1, §7).</summary>
internal static class Closing
{
    private static readonly int[] s_valid = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
    private static readonly int[] s_invalid = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 1015];
    private static readonly string s_long = new('*', 256 * 1024);

    public static IEnumerable<AutobahnCase> Cases() =>
    [
        Of("7.1.1", "text, close", wire => wire.Text("Hello"), Then(T("Hello"), Closed)),
        Of("7.1.2", "close twice", wire => wire.Close(1000), Closed),
        Exactly("7.1.3", "close, ping", wire => wire.Close(1000).Ping(), Closed),
        Exactly("7.1.4", "close, text", wire => wire.Close(1000).Text("Hello"), Closed),
        Exactly("7.1.5", "a fragment, close, its end", wire => wire.Text("frag", false).Close(1000).More("ment", true), Closed),
        Exactly("7.1.6", "256 KiB of text, close, ping", wire => wire.Text(s_long).Close(1000).Ping(), Then(T(s_long), Closed)),
        Exactly("7.3.1", "a close without payload", wire => wire.Frame(8, []), "close , eof"),
        Exactly("7.3.2", "a close with one byte", wire => wire.Frame(8, [3]), Refused),
        Exactly("7.3.3", "a close with a code", wire => wire.Close(1000), Closed),
        Exactly("7.3.4", "a close with a reason", wire => wire.Close(1000, "Hello!"), "close 1000 Hello!, eof"),
        Exactly("7.3.5", "a close with the longest reason", wire => wire.Close(1000, new string('*', 123)), $"close 1000 {new string('*', 123)}, eof"),
        Exactly("7.3.6", "a close with a reason of 124 bytes", wire => wire.Close(1000, new string('*', 124)), Refused),
        Exactly("7.5.1", "a close whose reason is not UTF-8", wire => wire.Frame(8, [3, 0xE8, 0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xED, 0xA0, 0x80]), NotUtf8),
        .. s_valid.Select((code, i) => Exactly($"7.7.{i + 1}", $"a close with code {code}", wire => wire.Close(code), $"close {code}, eof")),
        .. s_invalid.Select((code, i) => Exactly($"7.9.{i + 1}", $"a close with code {code}", wire => wire.Close(code), Refused)),
        Informational("7.13.1", 5000),
        Informational("7.13.2", 65535),
    ];

    // RFC 6455 §7.4.2 says nothing of codes from 5000 on; ours are refused.
    private static AutobahnCase Informational(string id, int code)
    {
        var asked = Exactly(id, $"a close with code {code}", wire => wire.Close(code), Refused);
        return asked with
        {
            RunAsync = async peer =>
            {
                var (verdict, seen) = await asked.RunAsync(peer);
                return (verdict == Verdict.Ok ? Verdict.Informational : verdict, seen);
            },
        };
    }
}
