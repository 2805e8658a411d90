using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class Messages
{
    public static FuzzTarget Target { get; } = new(
        "messages",
        "Frames give the same messages and the same flaw however they are cut, on both sides; after the end there is nothing more.",
        [
            FuzzTarget.Hex("0103636166 8901 70 8002C3A9 8200 8A00 880503E8627965 810161"),
            FuzzTarget.Hex("8185 37FA213D 7F9F4D5158 8980 00000000 0182 00000000 C3A9 8080 01020304 8882 00000000 03E8"),
            FuzzTarget.Hex("827E 0080 " + new string('0', 256) + " 817F 0000000000010000"),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        foreach (var role in (Role[])[Role.Client, Role.Server])
        {
            var whole = Run(new MessageReader(role, new MessageLimits(300, 500)), [input]);
            var cut = Run(new MessageReader(role, new MessageLimits(300, 500)), Cut.Randomly(input, random));
            if (whole != cut)
                return $"{role}, whole: {whole}; cut: {cut}";
        }

        return null;
    }

    public static string Run(MessageReader reader, IEnumerable<byte[]> pieces)
    {
        List<string> told = [];
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            while (reader.Read(rest, out var consumed) is { } happened)
            {
                rest = rest[consumed..];
                told.Add(Tell(happened));
                if (told.Count > 1 && told[^2][0] == '!')
                    return "something came after the end";
            }
        }

        return string.Join(" ", told);
    }

    private static string Tell(MessageEvent happened) => happened switch
    {
        MessageEvent.TextMessage text => $"t{Convert.ToHexString(text.Utf8.Span)}",
        MessageEvent.BinaryMessage binary => $"b{Convert.ToHexString(binary.Payload.Span)}",
        MessageEvent.Ping ping => $"i{Convert.ToHexString(ping.Payload.Span)}",
        MessageEvent.Pong pong => $"o{Convert.ToHexString(pong.Payload.Span)}",
        MessageEvent.Close close => $"!{close.Code}{close.Reason}",
        MessageEvent.Failed failed => $"!{failed.Violation}",
        _ => happened.ToString(),
    };
}
