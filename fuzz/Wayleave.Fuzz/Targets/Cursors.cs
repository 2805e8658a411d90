using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Fuzz.Targets;

internal static class Cursors
{
    private static readonly EventPosition s_position = new("k3Qz", 105, 0x9f2c1a07);

    public static FuzzTarget Target { get; } = new(
        "cursors",
        "What a client asks since makes no sense, or is written as it was read.",
        [
            FuzzTarget.Text("k3Qz:105:9f2c1a07"),
            FuzzTarget.Text("k3Qz:0:0"),
            FuzzTarget.Text("abcdefghijklmnop:9007199254740992:ffffffff"),
            FuzzTarget.Text("-20"),
            FuzzTarget.Text("0"),
            FuzzTarget.Text(PositionVector.Empty.With("a", s_position).With("b", EventPosition.Start("k3Qz")).ToString()),
        ],
        (input, _) =>
        {
            var text = Encoding.Latin1.GetString(input);
            return !Since.TryParse(text, out var since) || (since.Text ?? "") == text ? null : $"'{text}' became '{since.Text}'";
        });
}
