using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class StreamBlockReaderTests
{
    [Theory]
    [InlineData("data: a\n\n", "a")]
    [InlineData("data: a\r\n\r\ndata: b\r\rdata:c\n\n", "a|b|c")]
    [InlineData("\uFEFFdata: a\n\n", "a")]
    [InlineData("id: 7\nevent: event\ndata: {\ndata:  1\ndata: }\n\n", "{\n 1\n}")]
    [InlineData("data\ndata\n\n", "\n")]
    [InlineData(": nothing but a comment\n\nid: 7\n\n", "")]
    [InlineData("retry: 1500\n\n", "(1500)")]
    [InlineData("retry: 30000\nevent: error\ndata: x\n\n", "x(30000)")]
    [InlineData("retry: soon\nretry: -1\nretry\ndata: x\n\n", "x")]
    [InlineData("retry: 99999999999999\n\n", "(86400000)")]
    [InlineData("data: the end is missing\n", "")]
    public void Blocks_are_read_however_the_stream_is_cut(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var step = 1; step <= bytes.Length; step++)
            Told(bytes, step, 1000).ShouldBe(expected);
    }

    [Theory]
    [InlineData("data: 12345\n\n", false)]
    [InlineData("data: 123456\n\n", true)]
    [InlineData("data: 123\ndata: 1\n\n", false)]
    [InlineData("data: 123\ndata: 12\n\n", true)]
    [InlineData(":a comment too long", true)]
    public void What_is_too_long_is_read_no_further(string text, bool isTooLong)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var step = 1; step <= bytes.Length; step++)
        {
            var reader = new StreamBlockReader(5);
            for (var at = 0; at < bytes.Length && !reader.IsTooLong; at += step)
                reader.Read(bytes.AsSpan(at, Math.Min(step, bytes.Length - at)), out _);
            reader.IsTooLong.ShouldBe(isTooLong);
        }
    }

    private static string Told(byte[] bytes, int step, int maxBytes)
    {
        var (reader, told) = (new StreamBlockReader(maxBytes), new List<string>());
        for (var at = 0; at < bytes.Length; at += step)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(at, Math.Min(step, bytes.Length - at));
            while (!rest.IsEmpty)
            {
                if (reader.Read(rest, out var consumed) is { } block)
                    told.Add(Encoding.UTF8.GetString(block.Data.Span) + (block.Retry is { } retry ? $"({retry.TotalMilliseconds})" : ""));
                rest = rest[consumed..];
            }
        }

        return string.Join('|', told);
    }
}
