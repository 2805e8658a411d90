using Wayleave.Protocol.Dns;

namespace Wayleave.Fuzz.Targets;

internal static class DnsAnswers
{
    private const string Question = "01 61 01 62 00 0001 0001";

    public static FuzzTarget Target { get; } = new(
        "dns",
        "A DNS answer is read or refused with a reason, in bounded time, whatever its pointers say; names never exceed what the wire can hold.",
        [
            FuzzTarget.Hex("1234 8180 0001 0002 0000 0000" + Question + "C00C 0005 0001 0000012C 0004 01 63 C00E C01F 0001 0001 0000003C 0004 7F000001"),
            FuzzTarget.Hex("1234 8180 0001 0001 0000 0000" + Question + "C00C 0041 0001 0000012C 0020 0001 00 0001 0006 02 6832 02 6833 0003 0002 01BB 0004 0004 7F000001 0005 0001 00"),
            FuzzTarget.Hex("1234 8183 0001 0000 0001 0000" + Question + "0162 00 0006 0001 00000E10 0016 00 00 00000001 00000002 00000003 00000004 0000001E"),
        ],
        (input, _) =>
        {
            // Most wounds should get past the first check.
            if (input.Length > 2)
                (input[0], input[1]) = (0x12, 0x34);
            var violation = DnsResponse.Read(input, new DnsQuery(0x1234, "a.b", DnsType.A), out var response);
            if ((violation == DnsViolation.None) != (response is not null))
                return $"{violation} with {response}";
            if (response is null)
                return null;
            if (response.CnameChain("a.b").Length > response.Answers.Length || response.Addresses.Count() > response.Answers.Length)
                return "more came out than went in";
            // 255 bytes on the wire, each shown with up to four characters.
            return response.Answers.Concat(response.Authorities).Any(record => record.Name.Length > 4 * 255) ? "a name is too long" : null;
        });
}
