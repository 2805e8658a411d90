using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wayleave.Protocol.Resp;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Resp;

public class RespReaderTests
{
    public static TheoryData<string, string> Values { get; } = new()
    {
        { "+OK\r\n", "+OK" },
        { "+\r\n", "+" },
        { "-ERR no such thing\r\n", "-ERR no such thing" },
        { "!10\r\nERR a\r\nbcd\r\n", "-ERR a\r\nbcd" },
        { ":0\r\n", ":0" },
        { ":-9223372036854775808\r\n", ":-9223372036854775808" },
        { ":+7\r\n", ":7" },
        { "$0\r\n\r\n", "''" },
        { "$4\r\n\r\n\r\n\r\n", "'\r\n\r\n'" },
        { "$3\r\n\0\u00FF$\r\n", "'\0\u00FF$'" },
        { "$-1\r\n", "null" },
        { "*-1\r\n", "null" },
        { "_\r\n", "null" },
        { ",1.25\r\n", "1.25" },
        { ",-1e-7\r\n", "-1E-07" },
        { ",inf\r\n", "inf" },
        { ",-inf\r\n", "-inf" },
        { ",-nan\r\n", "nan" },
        { "#t\r\n", "true" },
        { "#f\r\n", "false" },
        { "(-123456789012345678901234567890\r\n", "(-123456789012345678901234567890" },
        { "=7\r\ntxt:a b\r\n", "txt'a b'" },
        { "*0\r\n", "[]" },
        { "*3\r\n:1\r\n*1\r\n+a\r\n$1\r\nb\r\n", "[:1, [+a], 'b']" },
        { "%2\r\n+a\r\n:1\r\n+b\r\n*0\r\n", "{+a: :1, +b: []}" },
        { "~2\r\n:1\r\n:2\r\n", "~[:1, :2]" },
        { ">3\r\n+message\r\n$1\r\nc\r\n$1\r\np\r\n", ">[+message, 'c', 'p']" },
        // Attributes are dropped wherever they stand, also before an item, nested, empty, or several in a row.
        { "|1\r\n+ttl\r\n:5\r\n*2\r\n|0\r\n:1\r\n|1\r\n+a\r\n%1\r\n+b\r\n+c\r\n|1\r\n+x\r\n+y\r\n:2\r\n", "[:1, :2]" },
        { "+a\r\n>1\r\n+b\r\n:3\r\n", "+a | >[+b] | :3" },
    };

    public static TheoryData<string, RespViolation> Flaws { get; } = new()
    {
        { "HTTP/1.1 400 Bad Request\r\n", RespViolation.TypeUnknown },
        { "\r\n", RespViolation.TypeUnknown },
        { "+a\nb", RespViolation.LineInvalid },
        { "+a\rb", RespViolation.LineInvalid },
        { "+123456789", RespViolation.LineTooLong },
        { "$?\r\n", RespViolation.Streamed },
        { "*?\r\n", RespViolation.Streamed },
        { "%?\r\n", RespViolation.Streamed },
        { ";4\r\n", RespViolation.Streamed },
        { ".\r\n", RespViolation.Streamed },
        { "$-2\r\n", RespViolation.LengthInvalid },
        { "$\r\n", RespViolation.LengthInvalid },
        { "$+1\r\n", RespViolation.LengthInvalid },
        { "%-1\r\n", RespViolation.LengthInvalid },
        { "=-1\r\n", RespViolation.LengthInvalid },
        { "$21\r\n", RespViolation.BulkTooLong },
        { "$1\r\nab\r\n", RespViolation.BulkNotEnded },
        { "$1\r\na\n\r", RespViolation.BulkNotEnded },
        { ":\r\n", RespViolation.NumberInvalid },
        { ":1.5\r\n", RespViolation.NumberInvalid },
        { ":1 \r\n", RespViolation.NumberInvalid },
        { ",\r\n", RespViolation.NumberInvalid },
        { ",NaN\r\n", RespViolation.NumberInvalid },
        { ", 1\r\n", RespViolation.NumberInvalid },
        { "(-\r\n", RespViolation.NumberInvalid },
        { "(1e5\r\n", RespViolation.NumberInvalid },
        { "#T\r\n", RespViolation.BooleanInvalid },
        { "_x\r\n", RespViolation.NullInvalid },
        { "=3\r\ntxt\r\n", RespViolation.VerbatimInvalid },
        { "=4\r\ntxtx\r\n", RespViolation.VerbatimInvalid },
        { "*9\r\n", RespViolation.TooManyItems },
        { "%5\r\n", RespViolation.TooManyItems },
        { "*4\r\n*5\r\n", RespViolation.TooManyItems },
        { "*1\r\n*1\r\n*1\r\n*1\r\n", RespViolation.TooDeep },
        { "*1\r\n>1\r\n:1\r\n", RespViolation.PushInside },
        { "|1\r\n+a\r\n>1\r\n", RespViolation.PushInside },
        { "*8\r\n$20\r\n01234567890123456789\r\n$20\r\n01234567890123456789\r\n$5\r\n", RespViolation.ValueTooLong },
        { "|1\r\n$20\r\n01234567890123456789\r\n$20\r\n01234567890123456789\r\n:1\r\n", RespViolation.ValueTooLong },
    };

    private static readonly RespLimits s_small = new(MaxDepth: 3, MaxBulkBytes: 20, MaxItems: 8, MaxValueBytes: 59, MaxLineBytes: 8);

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_the_same_however_its_bytes_are_cut(string wire, string told)
    {
        foreach (var pieces in Splits.Of(Encoding.Latin1.GetBytes(wire)))
            RespRun.Of(pieces).ShouldBe(told);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_leaves_what_follows_it(string wire, string told)
    {
        foreach (var pieces in Splits.Of(Encoding.Latin1.GetBytes(wire + "$5\r\nab")))
            RespRun.Of(pieces).ShouldBe(told + " | left 6");
    }

    [Theory]
    [InlineData("$4\r\nabcd\r\n")]
    [InlineData("*2\r\n%1\r\n+a\r\n#t\r\n,1.5\r\n")]
    [InlineData("|1\r\n+a\r\n+b\r\n:12\r\n")]
    public void Each_beginning_of_a_value_needs_more_and_consumes_nothing(string wire)
    {
        foreach (var prefix in Splits.Prefixes(Encoding.Latin1.GetBytes(wire)))
            RespRun.Of([prefix]).ShouldBe(prefix.Length == 0 ? "" : $"left {prefix.Length}");
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public void What_is_no_value_is_refused_with_its_reason_however_it_is_cut(string wire, RespViolation violation)
    {
        foreach (var pieces in Splits.Of(Encoding.Latin1.GetBytes(wire)))
            RespRun.Of(pieces, s_small).ShouldBe($"!{violation}");
        violation.Describe().ShouldContain(' ');
    }

    [Fact]
    public void What_just_fits_the_limits_is_read()
    {
        RespRun.Of(["+12345678\r\n*1\r\n*1\r\n*1\r\n$20\r\n01234567890123456789\r\n*8\r\n"u8.ToArray()], s_small)
            .ShouldBe("+12345678 | [[['01234567890123456789']]] | left 4");
        var longest = "*2\r\n$20\r\n01234567890123456789\r\n$20\r\n01234567890123456789\r\n"u8.ToArray();
        longest.Length.ShouldBe(58);
        RespRun.Of([longest], s_small with { MaxValueBytes = 58 }).ShouldBe("['01234567890123456789', '01234567890123456789']");
        RespRun.Of([longest], s_small with { MaxValueBytes = 57 }).ShouldBe("!ValueTooLong");
    }

    [Fact]
    public void A_refusal_stays()
    {
        var reader = new RespReader();
        reader.Read("?"u8, out _, out _, out _);
        reader.Read("+OK\r\n"u8, out var value, out var consumed, out var violation).ShouldBe(System.Buffers.OperationStatus.InvalidData);
        (value, consumed, violation).ShouldBe((null, 0, RespViolation.TypeUnknown));
    }

    [Fact]
    public void An_array_that_comes_in_many_pieces_is_read_once()
    {
        // Reading it from its front each time would make 10 000 × 5 000 values.
        var wire = Encoding.Latin1.GetBytes("*10000\r\n" + string.Concat(Enumerable.Repeat("$1\r\na\r\n", 10_000)));
        var reader = new RespReader();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var length = 0; length < wire.Length; length += 7)
            reader.Read(wire.AsSpan(0, length), out _, out _, out _);
        reader.Read(wire, out var value, out _, out _);
        value.ShouldNotBeNull().AsItems().Length.ShouldBe(10_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5_000_000);
    }

    [Fact]
    public void A_header_alone_takes_no_memory_for_what_it_announces()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        new RespReader().Read("*1000000\r\n"u8, out _, out _, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Prop.ForAll(RespTrees.Values.ToArbitrary(), value => RespRun.Of([RespWire.Bytes(value)]) == RespWire.Tell(value)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("MOVED 3999 127.0.0.1:6381", "MOVED")]
    [InlineData("ERR", "ERR")]
    public void The_first_word_of_an_error_is_its_code(string text, string code) => new RespValue.Error(text).Code.ShouldBe(code);

    [Fact]
    public void A_map_finds_its_values_by_text()
    {
        new RespReader().Read("%2\r\n+role\r\n$6\r\nmaster\r\n$5\r\nproto\r\n:3\r\n"u8, out var value, out _, out _);
        var map = value.ShouldBeOfType<RespValue.Map>();
        map.Find("role")?.AsText().ShouldBe("master");
        map.Find("proto")?.AsInteger().ShouldBe(3);
        map.Find("mode").ShouldBeNull();
    }
}
