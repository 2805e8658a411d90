using System.Buffers;
using Wayleave.Protocol.Resp;

namespace Wayleave.Fuzz.Targets;

internal static class RespValues
{
    private static readonly RespLimits s_limits = new(MaxDepth: 4, MaxBulkBytes: 40, MaxItems: 20, MaxValueBytes: 120, MaxLineBytes: 30);

    public static FuzzTarget Target { get; } = new(
        "resp",
        "What Redis sends gives the same values and the same flaw however it is cut; what needs more consumes nothing, and nothing comes after a flaw.",
        [
            FuzzTarget.Text("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nvalue\r\n+OK\r\n:1\r\n$-1\r\n*-1\r\n"),
            FuzzTarget.Text("%2\r\n+server\r\n$5\r\nredis\r\n+proto\r\n:3\r\n-MOVED 1 a:2\r\n,1.5\r\n#t\r\n_\r\n(12345678901234567890\r\n"),
            FuzzTarget.Text("|1\r\n+ttl\r\n:10\r\n>3\r\n+message\r\n$1\r\nc\r\n$2\r\nhi\r\n~1\r\n*1\r\n*1\r\n:1\r\n=5\r\ntxt:x\r\n!5\r\nERR x\r\n"),
            FuzzTarget.Text("*?\r\n$?\r\n;1\r\n"),
        ],
        (input, random) =>
        {
            var (whole, cut) = (Run([input]), Run(Cut.Randomly(input, random)));
            return whole == cut ? null : $"whole: {whole}; cut: {cut}";
        });

    private static string Run(IEnumerable<byte[]> pieces)
    {
        var reader = new RespReader(s_limits);
        List<string> told = [];
        byte[] left = [];
        var flaw = RespViolation.None;
        foreach (var piece in pieces)
        {
            left = [.. left, .. piece];
            OperationStatus status;
            while ((status = reader.Read(left, out var value, out var consumed, out var violation)) == OperationStatus.Done)
            {
                told.Add($"{value!.GetType().Name} {consumed}" + (flaw == RespViolation.None ? "" : " after a flaw"));
                left = left[consumed..];
            }

            flaw = reader.Read(left, out _, out var none, out var again) == status && none == 0 ? again : throw new InvalidOperationException("asked again, it answers otherwise");
        }

        return string.Join(", ", told) + (flaw == RespViolation.None ? $", left {left.Length}" : $", {flaw}");
    }
}
