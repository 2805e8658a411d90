using Wayleave.Protocol.Events;

namespace Wayleave.Fuzz.Targets;

internal static class ServerMessages
{
    public static FuzzTarget Target { get; } = new(
        "server-messages",
        "A message is a frame, or a flaw that has words of its own; a frame's channel is a sound name, and its times are no longer than a day.",
        [
            FuzzTarget.Text("""{"type":"hello","session":"c9d1","node":"a","heartbeat":25,"retry_window":5000,"token_expires_in":3600}"""),
            FuzzTarget.Text("""{"type":"subscribed","ch":"user:7:events","at":"k3Qz:105:9f2c1a07","resume":"ok","missed":5}"""),
            FuzzTarget.Text("""{"type":"event","ch":"a","id":"k3Qz:101:77aa0e10","skip":2,"data":{"type":"cv_progress","\ud800":[1e9]}}"""),
            FuzzTarget.Text("""{"type":"event","ch":"a","encoding":"base64","data":"//77"}"""),
            FuzzTarget.Text("""{"type":"gap","ch":"a","reason":"trimmed","from":null,"to":"k3Qz:105:9f2c1a07","lost":44}"""),
            FuzzTarget.Text("""{"type":"heartbeat","ts":1,"retry_window":1,"degraded":true,"at":{"a":"k3Qz:105:9f2c1a07"}}"""),
            FuzzTarget.Text("""{"type":"presence","ch":"a","join":[{"id":"u9"}],"leave":[]}"""),
            FuzzTarget.Text("""{"type":"error","code":"forbidden","ch":"x","retry":false}"""),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        if (!ServerMessage.TryRead(input, out var read, out var violation))
            return violation != ServerMessageViolation.None && violation.Describe() != violation.ToString() ? null : $"no words for {violation}";
        if (violation != ServerMessageViolation.None)
            return $"a frame with the flaw {violation}";
        var (channel, time) = read switch
        {
            ServerMessage.Hello hello => ("none", hello.HeartbeatAfter),
            ServerMessage.Reconnect reconnect => ("none", reconnect.After),
            ServerMessage.Subscribed subscribed => (subscribed.Channel, default),
            ServerMessage.Event each => (each.Channel, default),
            ServerMessage.Gap gap => (gap.Channel, default),
            ServerMessage.Heartbeat { Heads: [var head, ..] } => (head.Key, default),
            _ => ("none", default(TimeSpan)),
        };
        return ChannelName.Check(channel) != ChannelNameViolation.None ? $"'{channel}' is no name"
            : time < TimeSpan.Zero || time > ServerMessage.MaxTime ? $"a time of {time}"
            : null;
    }
}
