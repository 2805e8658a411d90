using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class CarriedStreams
{
    public static FuzzTarget PageTarget { get; } = new(
        "page-frames",
        "A page's stream becomes the same messages for its app however it is cut, in frames that are whole, or a violation.",
        [
            FuzzTarget.Hex("810161 0203666F6F 8003626172 827E00C8" + new string('0', 400) + " 880203E8"),
            FuzzTarget.Hex("8200 0100 8000 8100 890161"),
            FuzzTarget.Hex("827E0900" + new string('A', 2 * 2304) + " 810162"),
        ],
        CheckPage);

    public static FuzzTarget AppTarget { get; } = new(
        "app-frames",
        "Of an app's stream all but pings and pongs is kept to the byte, however it is cut, up to a close or a violation.",
        [
            FuzzTarget.Hex("810161 890170 0203666F6F 8A00 8003626172 880203E8 810162"),
            FuzzTarget.Hex("8900 8904 70696E67 827E00C8" + new string('0', 400)),
        ],
        CheckApp);

    public static FuzzTarget CarrierTarget { get; } = new(
        "carrier-frames",
        "What a page says over a carrier's WebSocket is the same however it is cut; anything may be words, and is read or is none.",
        [
            FuzzTarget.Hex("8185 00000000 6C65617665 8283 01020304 010203 8980 00000000 8882 00000000 03E9"),
            FuzzTarget.Hex("8185 00000000 61636B2035 0201 00000000 41 8001 00000000 42"),
        ],
        CheckCarrier);

    private static string? CheckPage(byte[] input, Random random)
    {
        var (whole, wholeEnd) = Page([input], () => 0);
        var (cut, cutEnd) = Page(Cut.Randomly(input, random), () => (uint)random.NextInt64(uint.MaxValue));
        return whole == cut && wholeEnd == cutEnd ? null : $"whole: {wholeEnd} {whole}; cut: {cutEnd} {cut}";
    }

    // Fragments may differ; messages may not, however each piece is masked on its way here.
    private static (string Messages, Violation End) Page(IEnumerable<byte[]> pieces, Func<uint> mask)
    {
        var frames = new PageFrames(() => 0x01020304);
        var reader = new MessageReader(Role.Server, new MessageLimits(1 << 20, 1 << 20));
        var buffer = new byte[PageFrames.LeastRoom];
        List<string> said = [];
        foreach (var piece in pieces)
        {
            var (masked, key) = (piece.ToArray(), mask());
            Masking.Apply(masked, key, 0);
            var left = new MaskedPiece(masked, key);
            while (!left.IsEmpty)
            {
                var count = frames.Next(left.Bytes.Span, left.Mask, buffer, out var consumed);
                left = left.Slice(consumed);
                ReadOnlySpan<byte> written = buffer.AsSpan(0, count);
                while (reader.Read(written, out var read) is { } happened)
                {
                    // Text is the app's to judge.
                    if (happened is MessageEvent.Failed { Violation: not (Violation.TextNotUtf8 or Violation.CloseCodeInvalid or Violation.CloseReasonNotUtf8 or Violation.ClosePayloadTooShort) } wrong)
                        return ($"the app gets {wrong}", Violation.None);
                    if (happened is MessageEvent.Failed)
                        return ("", Violation.None);
                    said.Add(happened.ToString());
                    written = written[read..];
                }
            }
        }

        return (string.Join('|', said), frames.Violation);
    }

    private static string? CheckApp(byte[] input, Random random)
    {
        var (whole, wholeSaid) = App([input]);
        var (cut, cutSaid) = App(Cut.Randomly(input, random));
        return whole == cut && wholeSaid == cutSaid ? null : $"whole: {wholeSaid} {whole}; cut: {cutSaid} {cut}";
    }

    private static (string Kept, string Said) App(IEnumerable<byte[]> pieces)
    {
        var stream = new KeptStream();
        var frames = new AppFrames(stream);
        List<string> said = [];
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> left = piece;
            while (!left.IsEmpty)
            {
                var happened = frames.Next(left, out var consumed);
                // Where it ends in a violation, how much was kept before depends on the cuts, and nobody gets it.
                if (happened == AppEvent.Violation)
                    return ("", string.Join('|', said.Append("violation")));
                left = left[consumed..];
                if (happened != AppEvent.None)
                    said.Add($"{happened} {Convert.ToHexString(frames.Payload)}");
            }
        }

        var kept = new byte[stream.Count];
        stream.Copy(0, kept);
        return (Convert.ToHexString(kept), string.Join('|', said));
    }

    private static string? CheckCarrier(byte[] input, Random random)
    {
        var whole = Carrier([input]);
        var cut = Carrier(Cut.Randomly(input, random));
        return whole == cut ? null : $"whole: {whole}; cut: {cut}";
    }

    private static string Carrier(IEnumerable<byte[]> pieces)
    {
        var reader = new CarrierReader();
        var (said, piece) = (new List<string>(), new List<byte>());
        foreach (var each in pieces)
        {
            ReadOnlySpan<byte> left = each;
            CarrierEvent happened;
            do
            {
                happened = reader.Next(left, out var consumed, out var length);
                var came = left[(consumed - length)..consumed].ToArray();
                Masking.Apply(came, reader.PieceMask, 0);
                piece.AddRange(came);
                left = left[consumed..];
                if (happened is CarrierEvent.None or CarrierEvent.Piece)
                    continue;
                said.Add(Convert.ToHexString([.. piece]));
                piece.Clear();
                if (happened == CarrierEvent.Violation)
                    return string.Join('|', said.Append("violation"));
                said.Add($"{happened} {Convert.ToHexString(reader.Gathered.Span)} {(happened == CarrierEvent.Words ? CarrierWords.Read(reader.Gathered.Span) : null)}");
            }
            while (happened != CarrierEvent.None);
        }

        return string.Join('|', said.Append(Convert.ToHexString([.. piece])));
    }
}
