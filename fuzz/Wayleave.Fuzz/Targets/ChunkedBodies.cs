using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Fuzz.Targets;

internal static class ChunkedBodies
{
    public static FuzzTarget Target { get; } = new(
        "chunked-body",
        "A chunked body gives the same bytes, the same end and the same flaw however it is cut.",
        [
            FuzzTarget.Text("5\r\nhello\r\n0\r\n\r\ntail"),
            FuzzTarget.Text("A;x=\"y\"\r\n0123456789\r\n1 \r\n!\r\n000\r\nTrailer: x\r\n\r\n"),
            FuzzTarget.Text("fffffffffffffff\r\n"),
        ],
        (input, random) =>
        {
            var (whole, cut) = (Run([input]), Run(Cut.Randomly(input, random)));
            return whole == cut ? null : $"whole: {whole}; cut: {cut}";
        });

    private static string Run(IEnumerable<byte[]> pieces)
    {
        var reader = new ChunkedReader(maxBodyBytes: 1000, maxLineBytes: 100);
        var (body, left, end, flaw) = (new StringBuilder(), 0, ChunkedRead.NeedMoreData, HttpViolation.None);
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            do
            {
                end = reader.Read(rest, out var part, out var consumed, out flaw);
                body.Append(Convert.ToHexString(part));
                rest = rest[consumed..];
            }
            while (end == ChunkedRead.Body);
            left += rest.Length;
        }

        return $"{end} {flaw} {left} {body}";
    }
}
