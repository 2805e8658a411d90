using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class CompressedMessages
{
    public static FuzzTarget Target { get; } = new(
        "compressed-messages",
        "Compressed frames give the same messages however they are cut, or fail in both; no message exceeds the limit.",
        [
            FuzzTarget.Hex("C107F248CDC9C90700 C105F200110000"),
            FuzzTarget.Hex("4103F248CD 8900 8004C9C90700 810161"),
            FuzzTarget.Hex("C10B000500FAFF48656C6C6F00 C108F348CDC9C9070000"),
            FuzzTarget.Hex("C20D F248050000 00FFFFCAC9C90700"),
        ],
        (input, random) =>
        {
            using var first = new MessageInflater(noContextTakeover: input.Length % 2 == 0);
            using var second = new MessageInflater(noContextTakeover: input.Length % 2 == 0);
            var limits = new MessageLimits(300, 500);
            var whole = Messages.Run(new MessageReader(Role.Client, limits) { Inflater = first }, [input]);
            var cut = Messages.Run(new MessageReader(Role.Client, limits) { Inflater = second }, Cut.Randomly(input, random));
            // Which of several flaws is met first may depend on the cut: bytes before a broken block are lost with it.
            return whole.Split('!')[0] == cut.Split('!')[0] && whole.Contains('!') == cut.Contains('!') ? null : $"whole: {whole}; cut: {cut}";
        });
}
