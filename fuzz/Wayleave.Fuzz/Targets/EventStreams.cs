using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Fuzz.Targets;

internal static class EventStreams
{
    private const int MaxBytes = 200;

    public static FuzzTarget Target { get; } = new(
        "event-streams",
        "A stream of server-sent events gives the same blocks however it is cut, none longer than may be.",
        [
            FuzzTarget.Text("retry: 1500\nid: 7\nevent: hello\ndata: {}\n\n: still here\n\ndata: a\ndata: b\n\n"),
            FuzzTarget.Text("data: a\r\n\r\ndata:b\r\rdata\n\n"),
            FuzzTarget.Hex("EFBBBF646174613A20780A0A"),
        ],
        (input, random) =>
        {
            var (whole, cut) = (Told(input, () => int.MaxValue), Told(input, () => random.Next(1, 8)));
            return whole == cut ? null : $"'{whole}' became '{cut}'";
        });

    private static string Told(byte[] input, Func<int> step)
    {
        var (reader, told) = (new StreamBlockReader(MaxBytes), new StringBuilder());
        for (var at = 0; at < input.Length && !reader.IsTooLong;)
        {
            var part = input.AsSpan(at, (int)Math.Min((long)step(), input.Length - at));
            if (reader.Read(part, out var consumed) is { } block)
                told.Append(Convert.ToHexString(block.Data.Span)).Append(' ').Append(block.Retry).Append(block.Data.Length > MaxBytes ? " too long|" : "|");
            at += consumed;
        }

        return $"{told} {reader.IsTooLong}";
    }
}
