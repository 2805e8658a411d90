using System.Text;
using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Group 6: text must be UTF-8 (RFC 6455 §8.1, RFC 3629), and a strict server does not wait for the end of a bad one.</summary>
internal static class Texts
{
    private const string Greeting = "Hello-µ@ßöäüàá-UTF-8!!";
    private static readonly byte[] s_surrogate = Convert.FromHexString("CEBAE1BDB9CF83CEBCCEB5EDA080656469746564");
    private static readonly byte[] s_beyond = Convert.FromHexString("CEBAE1BDB9CF83CEBCCEB5F4908080656469746564");

    /// <summary>One row a sub-group: its number, what it is, and its members in hexadecimal.</summary>
    private static readonly (int Group, string What, string Members)[] s_sequences =
    [
        (6, "the beginnings of a valid text", "CE CEBA CEBAE1 CEBAE1BD CEBAE1BDB9 CEBAE1BDB9CF CEBAE1BDB9CF83 CEBAE1BDB9CF83CE CEBAE1BDB9CF83CEBC CEBAE1BDB9CF83CEBCCE CEBAE1BDB9CF83CEBCCEB5"),
        (7, "the first sequence of each length", "00 C280 E0A080 F0908080"),
        (8, "the first sequences of five and six bytes", "F888808080 FC8480808080"),
        (9, "the last sequence of each length", "7F DFBF EFBFBF F48FBFBF"),
        (10, "the last sequences above U+10FFFF", "F7BFBFBF FBBFBFBFBF FDBFBFBFBFBF"),
        (11, "the edges of surrogates and of the code space", "ED9FBF EE8080 EFBFBD F48FBFBF F4908080"),
        (12, "continuation bytes alone", "80 BF 80BF 80BF80 80BF80BF 80BF80BF80 80BF80BF80BF " + Range(0x80, 0xBF, "")),
        (13, "first bytes alone", $"{Range(0xC0, 0xDF, "20")} {Range(0xE0, 0xEF, "20")} {Range(0xF0, 0xF7, "20")} {Range(0xF8, 0xFB, "20")} {Range(0xFC, 0xFD, "20")}"),
        (14, "sequences without their last byte", "C0 E080 F08080 F8808080 FC80808080 DF EFBF F7BFBF FBBFBFBF FDBFBFBFBF"),
        (15, "all of these in one", "C0E080F08080F8808080FC80808080DFEFBFF7BFBFFBBFBFBFFDBFBFBFBF"),
        (16, "bytes that never occur", "FE FF FEFEFFFF"),
        (17, "a slash in too many bytes", "C0AF E080AF F08080AF F8808080AF FC80808080AF"),
        (18, "the last overlong sequences", "C1BF E09FBF F08FBFBF F887BFBFBF FC83BFBFBFBF"),
        (19, "NUL in too many bytes", "C080 E08080 F0808080 F880808080 FC8080808080"),
        (20, "surrogates alone", "EDA080 EDADBF EDAE80 EDAFBF EDB080 EDBE80 EDBFBF"),
        (21, "surrogates in pairs", "EDA080EDB080 EDA080EDBFBF EDADBFEDB080 EDADBFEDBFBF EDAE80EDB080 EDAE80EDBFBF EDAFBFEDB080 EDAFBFEDBFBF"),
        (22, "the last two code points of each plane", string.Join(' ', Enumerable.Range(0, 34).Select(i => Utf8(((i / 2) << 16) | 0xFFFE | (i & 1))))),
        (23, "the specials", string.Join(' ', Enumerable.Range(0xFFF9, 7).Select(Utf8))),
    ];

    public static IEnumerable<AutobahnCase> Cases() =>
    [
        Of("6.1.1", "an empty text", wire => wire.Text(""), Then(T(""), Closed)),
        Of("6.1.2", "an empty text in three fragments", wire => wire.Text("", false).More("", false).More("", true), Then(T(""), Closed)),
        Of("6.1.3", "three fragments, the middle one not empty", wire => wire.Text("", false).More("middle", false).More("", true), Then(T("middle"), Closed)),
        Of("6.2.1", "valid text", wire => wire.Text(Greeting), Then(T(Greeting), Closed)),
        Of("6.2.2", "valid text in two fragments, cut between characters", wire => wire.Text(Greeting[..9], false).More(Greeting[9..], true), Then(T(Greeting), Closed)),
        Of("6.2.3", "valid text, a fragment for each byte", wire => wire.Fragments(1, Encoding.UTF8.GetBytes(Greeting), 1), Then(T(Greeting), Closed)),
        Of("6.2.4", "valid Greek, a fragment for each byte", wire => wire.Fragments(1, "κόσμε"u8, 1), Then(T("κόσμε"), Closed)),
        Of("6.3.1", "text with a surrogate", wire => wire.Text(s_surrogate), NotUtf8),
        Of("6.3.2", "text with a surrogate, a fragment for each byte", wire => wire.Fragments(1, s_surrogate, 1), NotUtf8),
        // What would mend or end the text is never sent: only a server that fails fast comes to an end.
        Exactly("6.4.1", "a valid fragment, a bad one, and no end", wire => wire.Text(s_beyond.AsSpan(0, 11), false).More(s_beyond.AsSpan(11, 4), false), NotUtf8),
        Exactly("6.4.2", "the same, cut inside the bad sequence", wire => wire.Text(s_beyond.AsSpan(0, 12), false).More(s_beyond.AsSpan(12, 1), false), NotUtf8),
        Exactly("6.4.3", "a frame of which only the bad beginning comes", wire => Begin(wire, 15), NotUtf8),
        Exactly("6.4.4", "a frame of which only the bad beginning comes, cut inside the sequence", wire => Begin(wire, 13), NotUtf8, chop: 1),
        .. Enumerable.Range(1, 5).Select(i => Of($"6.5.{i}", "valid Greek in two fragments, cut anywhere",
            wire => wire.Text("κόσμε"u8[..(2 * i)], false).More("κόσμε"u8[(2 * i)..], true), Then(T("κόσμε"), Closed))),
        .. s_sequences.SelectMany(row => row.Members.Split(' ').Select((hex, i) => Sequence($"6.{row.Group}.{i + 1}", row.What, hex))),
    ];

    private static AutobahnCase Sequence(string id, string what, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return Of(id, $"{what}: {(hex.Length > 24 ? "…" : hex)}", wire => wire.Text(bytes), IsUtf8(bytes) ? Then(T(bytes), Closed) : NotUtf8);
    }

    // The runtime's strict decoder is the judge, so that the table cannot share a mistake with the code it tests.
    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static void Begin(Wire wire, int length)
    {
        var whole = new Wire().Text(s_beyond).Bytes.Span;
        wire.Raw(whole[..(6 + length)]);
    }

    private static string Range(int first, int last, string after) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(value => value.ToString("X2") + after));

    private static string Utf8(int codePoint) => Convert.ToHexString(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(codePoint)));
}
