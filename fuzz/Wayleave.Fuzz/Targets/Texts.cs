using System.Text.Unicode;
using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class Texts
{
    public static FuzzTarget Target { get; } = new(
        "utf8",
        "Text is judged as the runtime judges it, however it is cut; once refused, no continuation could have saved it.",
        ["κόσμε"u8.ToArray(), "\U0001F600\uFFFFé€"u8.ToArray(), FuzzTarget.Hex("CEBAE1BDB9CF83CEBCCEB5EDA080656469746564"), FuzzTarget.Hex("F4908080")],
        (input, random) =>
        {
            var stream = default(Utf8Stream);
            var accepted = Cut.Randomly(input, random).TrueForAll(piece => stream.Append(piece)) && stream.IsComplete;
            return accepted == Utf8.IsValid(input) ? null : $"accepted: {accepted}";
        });
}
