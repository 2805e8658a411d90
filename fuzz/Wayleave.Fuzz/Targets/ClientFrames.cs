using Wayleave.Protocol.Events;

namespace Wayleave.Fuzz.Targets;

internal static class ClientFrames
{
    public static FuzzTarget Target { get; } = new(
        "client-frames",
        "A message is a frame whose channel is a sound name, or a flaw that has words of its own.",
        [
            FuzzTarget.Text("ping"),
            FuzzTarget.Text("""{"type":"ping"}"""),
            FuzzTarget.Text("""{"type":"subscribe","ch":"user:7:events","since":"k3Qz:100:77aa0e10","x":[{"a":1}]}"""),
            FuzzTarget.Text("""{"type":"subscribe","ch":"\u0061\ud83d\ude00","since":-20}"""),
            FuzzTarget.Text("""{"type":"unsubscribe","ch":"user:7:events"}"""),
            FuzzTarget.Text("""{"type":"presence","ch":"room:1"}"""),
            FuzzTarget.Text("""{"type":"auth","token":"x.y.z"}"""),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        if (!ClientFrame.TryRead(input, out var frame, out var violation))
            return violation != ClientFrameViolation.None && violation.Describe() != violation.ToString() ? null : $"no words for {violation}";
        if (violation != ClientFrameViolation.None)
            return $"a frame with the flaw {violation}";
        var channel = frame switch
        {
            ClientFrame.Subscribe subscribe => subscribe.Channel,
            ClientFrame.Unsubscribe unsubscribe => unsubscribe.Channel,
            ClientFrame.Presence presence => presence.Channel,
            _ => "none",
        };
        return ChannelName.Check(channel) == ChannelNameViolation.None ? null : $"'{channel}' is no name";
    }
}
