using System.Net;
using Wayleave.Protocol.Dns;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Dns;

public sealed class DnsTests
{
    private static readonly DnsQuery s_query = new(0x1234, "a.b", DnsType.A);
    private const string Question = "01 61 01 62 00 0001 0001";
    private const string OneAnswer = "1234 8180 0001 0001 0000 0000" + Question;

    [Fact]
    public void A_question_has_the_name_the_kind_and_EDNS()
    {
        s_query.TryWrite(out var message).ShouldBeTrue();
        Convert.ToHexString(message).ShouldBe("12340100000100000000000101610162000001000100002904D0000000000000");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("\u00e9.example")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b")]
    public void What_is_no_name_is_not_asked_for(string name) => (s_query with { Name = name }).TryWrite(out _).ShouldBeFalse();

    [Fact]
    public void Addresses_behind_a_CNAME_are_read_with_their_chain_and_the_smallest_life()
    {
        var response = Sound("1234 8180 0001 0002 0000 0000" + Question
            + "C00C 0005 0001 0000012C 0004 01 63 C00E" // a.b CNAME c.b, 300 s
            + "C01F 0001 0001 0000003C 0004 7F000001"); // c.b A 127.0.0.1, 60 s
        response.Addresses.ShouldBe([IPAddress.Loopback]);
        response.CnameChain("A.b.").ShouldBe(["c.b"]);
        response.MinTtlSeconds.ShouldBe(60u);
    }

    [Fact]
    public void An_HTTPS_record_tells_protocols_port_and_hints()
    {
        var query = s_query with { Type = DnsType.Https };
        var message = Hex("1234 8180 0001 0001 0000 0000 01 61 01 62 00 0041 0001 C00C 0041 0001 0000012C 0038 0001 00"
            + "0001 0006 02 6832 02 6833" // alpn h2, h3
            + "0003 0002 01BB" // port 443
            + "0004 0008 7F000001 7F000002"
            + "0006 0010 00000000000000000000000000000001"
            + "0005 0001 00"); // ech: not read
        DnsResponse.Read(message, query, out var response).ShouldBe(DnsViolation.None);

        var https = response!.Https.ShouldHaveSingleItem();
        https.Alpn.ShouldBe(["h2", "h3"]);
        https.Port.ShouldBe((ushort)443);
        https.Hints.ShouldBe([IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback]);
    }

    [Fact]
    public void A_missing_name_tells_how_long_it_stays_missing()
    {
        var response = Sound("1234 8183 0001 0000 0001 0000" + Question
            + "0162 00 0006 0001 00000E10 0016 00 00 00000001 00000002 00000003 00000004 0000001E");
        response.Code.ShouldBe(DnsCode.NameError);
        response.Authorities.ShouldHaveSingleItem().ShouldBe(new DnsRecord.Soa("b", 3600, 30));
    }

    [Fact]
    public void A_cut_answer_keeps_what_is_there()
    {
        var response = Sound("1234 8380 0001 0002 0000 0000" + Question + "C00C 0001 0001 0000003C 0004 7F000001 C00C 0001");
        response.Truncated.ShouldBeTrue();
        response.Addresses.ShouldBe([IPAddress.Loopback]);
    }

    [Fact]
    public void A_refusal_may_leave_the_question_out() => Sound("1234 8185 0000 0000 0000 0000").Code.ShouldBe(DnsCode.Refused);

    [Theory]
    [InlineData("1234", DnsViolation.Truncated)]
    [InlineData("1235 8180 0001 0000 0000 0000" + Question, DnsViolation.IdMismatch)]
    [InlineData("1234 0180 0001 0000 0000 0000" + Question, DnsViolation.NotAResponse)]
    [InlineData("1234 8180 0001 0000 0000 0000 01 61 01 63 00 0001 0001", DnsViolation.QuestionMismatch)]
    [InlineData("1234 8180 0001 0000 0000 0000 01 61 01 62 00 001C 0001", DnsViolation.QuestionMismatch)]
    [InlineData("1234 8180 0000 0001 0000 0000", DnsViolation.QuestionMismatch)]
    [InlineData(OneAnswer + "C017 0001 0001 0000003C 0004 7F000001", DnsViolation.NameInvalid)] // points at itself
    [InlineData(OneAnswer + "C0FF 0001 0001 0000003C 0004 7F000001", DnsViolation.NameInvalid)] // points forward
    [InlineData(OneAnswer + "40 00", DnsViolation.NameInvalid)]
    [InlineData(OneAnswer + "C00C 0001 0001 0000003C 0005 7F00000101", DnsViolation.RecordInvalid)]
    [InlineData(OneAnswer + "C00C 0001 0001 0000003C 0004 7F0000", DnsViolation.Truncated)]
    [InlineData(OneAnswer + "C00C 0005 0001 0000003C 0003 01 63 00 00", DnsViolation.None)]
    [InlineData(OneAnswer + "C00C 0005 0001 0000003C 0002 05 63", DnsViolation.RecordInvalid)]
    [InlineData("1234 8180 0001 0101 0000 0000" + Question, DnsViolation.TooManyRecords)]
    public void A_flaw_is_named(string hex, DnsViolation expected) => DnsResponse.Read(Hex(hex), s_query, out _).ShouldBe(expected);

    [Fact]
    public void Every_prefix_of_an_answer_is_truncated()
    {
        var whole = Hex(OneAnswer + "C00C 0005 0001 0000012C 0004 01 63 C00E");
        foreach (var prefix in Splits.Prefixes(whole))
            DnsResponse.Read(prefix, s_query, out _).ShouldBe(DnsViolation.Truncated);
    }

    private static DnsResponse Sound(string hex)
    {
        DnsResponse.Read(Hex(hex), s_query, out var response).ShouldBe(DnsViolation.None);
        return response!;
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
