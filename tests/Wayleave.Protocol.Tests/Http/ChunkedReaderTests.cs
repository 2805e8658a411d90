using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Http;

public sealed class ChunkedReaderTests
{
    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5;name=\"v\"\r\nhello\r\n1 \r\n!\r\n000\r\nTrailer: x\r\nB: y\r\n\r\n", "hello!")]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", "0123456789")]
    public void A_body_is_put_together_however_it_is_cut_and_the_tail_is_left(string wire, string expected)
    {
        foreach (var pieces in Splits.Of(Bytes(wire + "tail")))
        {
            var (end, body, left, _) = Run(new ChunkedReader(), pieces);
            end.ShouldBe(ChunkedRead.Done);
            body.ShouldBe(expected);
            left.ShouldBe("tail");
        }
    }

    [Theory]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("1\r\na\r\n0\r\nX-Sum: abc\r\nY:  z \r\n\r\n", "X-Sum: abc; Y: z")]
    [InlineData("0\r\nno trailer\r\n\r\n", "")]
    [InlineData("0\r\nA: b\r\n folded\r\n\r\n", "")]
    public void Trailers_are_kept_where_they_are_sound_however_they_are_cut(string wire, string expected)
    {
        foreach (var pieces in Splits.Of(Bytes(wire + "A: tail\r\n")))
        {
            var reader = new ChunkedReader();
            Run(reader, pieces);
            reader.ReadTrailers().ToString().ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("x", HttpViolation.ChunkSizeInvalid)]
    [InlineData("\r\n", HttpViolation.ChunkSizeInvalid)]
    [InlineData("-1\r\n", HttpViolation.ChunkSizeInvalid)]
    [InlineData("1000000000000000\r\n", HttpViolation.ChunkSizeInvalid)]
    [InlineData("5\nhello", HttpViolation.ChunkSizeInvalid)]
    [InlineData("5\rhello", HttpViolation.BareCarriageReturn)]
    [InlineData("5;a\nhello", HttpViolation.BareLineFeed)]
    [InlineData("1\r\nab", HttpViolation.ChunkEndMissing)]
    [InlineData("1\r\na\rb", HttpViolation.ChunkEndMissing)]
    [InlineData("0\r\nA: b\n", HttpViolation.BareLineFeed)]
    [InlineData("65\r\n", HttpViolation.BodyTooLarge)]
    [InlineData("64\r\n", HttpViolation.None)]
    [InlineData("1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", HttpViolation.ChunkLineTooLong)]
    public void A_flawed_body_is_refused_however_it_is_cut(string wire, HttpViolation expected)
    {
        foreach (var pieces in Splits.Of(Bytes(wire)))
            Run(new ChunkedReader(maxBodyBytes: 100, maxLineBytes: 32), pieces).Violation.ShouldBe(expected);
    }

    private static (ChunkedRead End, string Body, string Left, HttpViolation Violation) Run(ChunkedReader reader, IReadOnlyList<byte[]> pieces)
    {
        var (body, left, end, violation) = (new StringBuilder(), new StringBuilder(), ChunkedRead.NeedMoreData, HttpViolation.None);
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            do
            {
                end = reader.Read(rest, out var part, out var consumed, out violation);
                rest = rest[consumed..];
                body.Append(Encoding.Latin1.GetString(part));
            }
            while (end == ChunkedRead.Body);
            left.Append(Encoding.Latin1.GetString(rest));
        }

        return (end, body.ToString(), left.ToString(), violation);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
