using System.Text;
using Wayleave.Protocol.Carry;

namespace Wayleave.Fuzz.Targets;

internal static class CarriedRequests
{
    private const string Listed = "000102030405060708090A0B0C0D0E0F 101112131415161718191A1B1C1D1E1F 05";

    public static FuzzTarget BodyTarget { get; } = new(
        "carry-bodies",
        "A request's body is read whole or not at all; its items are of sessions that it lists, and end where a page can count to.",
        [
            FuzzTarget.Hex("01" + Listed + "02 00 8001 03 616263 03 00 07 04 08 00"),
            FuzzTarget.Hex("02" + Listed + Listed + "00 02 0000 02 01 00 01 41"),
            FuzzTarget.Hex("00"),
        ],
        CheckBody);

    public static FuzzTarget TargetTarget { get; } = new(
        "carry-targets",
        "A target is the carrier's or the app's; what is left for the app has no reserved member, and is a part of what came.",
        [
            Encoding.Latin1.GetBytes("/ws?a=1&wayleave=ws.AAECAwQFBgcICQoLDA0ODw.node-1&b=2"),
            Encoding.Latin1.GetBytes("/?wayleave=up"),
            Encoding.Latin1.GetBytes("/x?%77ayleave=open.AAECAwQFBgcICQoLDA0ODw"),
        ],
        CheckTarget);

    private static string? CheckBody(byte[] input, Random random)
    {
        if (!PageRequest.TryRead(input, out var request))
            return null;
        if (request.Sessions.Any(session => !SessionSecret.TryParse(session.Id, out _)))
            return "an id is none";
        foreach (var item in request.Items)
        {
            if (item.Session >= request.Sessions.Length)
                return $"an item of session {item.Session}, of {request.Sessions.Length}";
            if (item.Position + item.Piece.Length > CarryNumber.Max)
                return "a piece ends beyond what can be counted";
        }

        return null;
    }

    private static string? CheckTarget(byte[] input, Random random)
    {
        var target = Encoding.Latin1.GetString(input);
        if (!CarryTarget.TryRead(target, out var read))
            return null;
        if (CarryTarget.TryRead(read.Target, out _))
            return $"'{read.Target}' is the carrier's still";
        if (read.Target.Length >= target.Length)
            return $"'{read.Target}' is not shorter than what came";
        return read.Node.Length == 0 || CarryTarget.IsNode(read.Node) ? null : $"'{read.Node}' is no node";
    }
}
