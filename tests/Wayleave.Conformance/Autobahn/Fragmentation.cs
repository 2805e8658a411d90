using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Group 5: fragments (RFC 6455 §5.4).</summary>
internal static class Fragmentation
{
    public static IEnumerable<AutobahnCase> Cases() =>
    [
        Of("5.1", "a ping in two fragments", wire => wire.Frame(9, "frag"u8, fin: false).More("ment", true), Refused),
        Of("5.2", "a pong in two fragments", wire => wire.Frame(10, "frag"u8, fin: false).More("ment", true), Refused),
        .. AtEachChop(3, "text in two fragments", wire => wire.Text("frag", false).More("ment", true), Then(T("fragment"), Closed)),
        .. AtEachChop(6, "text in two fragments with a ping between", wire => wire.Text("frag", false).Ping("ping"u8).More("ment", true),
            Then(P("ping"u8), T("fragment"), Closed)),
        .. AtEachChop(9, "the end of no message, then text", wire => wire.More("none", true).Text("Hello"), Refused),
        .. AtEachChop(12, "the middle of no message, then text", wire => wire.More("none", false).Text("Hello"), Refused),
        Of("5.15", "text in two fragments, the middle of no message, then text",
            wire => wire.Text("frag", false).More("ment", true).More("none", false).Text("Hello"), Then(T("fragment"), Refused), nonStrict: Refused),
        Of("5.16", "twice: the middle of no message, text in two fragments",
            wire => wire.More("f1", false).Text("f2", false).More("f3", true).More("f4", false).Text("f5", false).More("f6", true), Refused),
        Of("5.17", "twice: the end of no message, text in two fragments",
            wire => wire.More("f1", true).Text("f2", false).More("f3", true).More("f4", true).Text("f5", false).More("f6", true), Refused),
        Of("5.18", "a message inside another", wire => wire.Text("f1", false).Text("f2"), Refused),
        Of("5.19", "five fragments with two pings between", Five, FiveAnswers),
        Of("5.20", "five fragments with two pings between, byte by byte", Five, FiveAnswers, chop: 1),
    ];

    private static string FiveAnswers => Then(P("p1"u8), P("p2"u8), T("f1f2f3f4f5"), Closed);

    private static void Five(Wire wire) =>
        wire.Text("f1", false).More("f2", false).Ping("p1"u8).More("f3", false).More("f4", false).Ping("p2"u8).More("f5", true);

    private static IEnumerable<AutobahnCase> AtEachChop(int first, string sends, Action<Wire> write, string expects) =>
    [
        Of($"5.{first}", sends, write, expects),
        Of($"5.{first + 1}", $"{sends}, in pieces", write, expects, chop: 7),
        Of($"5.{first + 2}", $"{sends}, byte by byte", write, expects, chop: 1),
    ];
}
