using System.Buffers;
using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class ServerFrameTests
{
    private static readonly EventPosition s_at = new("k3Qz", 105, 0x9f2c1a07);

    [Fact]
    public void Hello_has_seconds_and_milliseconds() =>
        Written(output => ServerFrame.Hello(output, "c9d1", "a", TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3600.9)))
            .ShouldBe("""{"type":"hello","session":"c9d1","node":"a","heartbeat":25,"retry_window":5000,"token_expires_in":3600}""");

    [Fact]
    public void Hello_says_nothing_of_a_token_that_does_not_end() =>
        Written(output => ServerFrame.Hello(output, "c9d1", "a", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5)))
            .ShouldBe("""{"type":"hello","session":"c9d1","node":"a","heartbeat":0.5,"retry_window":5000}""");

    [Fact]
    public void Subscribed_says_what_became_of_the_position()
    {
        Written(output => ServerFrame.Subscribed(output, "user:7:events", s_at, ResumeState.Ok, 5))
            .ShouldBe("""{"type":"subscribed","ch":"user:7:events","at":"k3Qz:105:9f2c1a07","resume":"ok","missed":5}""");
        Written(output => ServerFrame.Subscribed(output, "a", EventPosition.Start("k3Qz"), ResumeState.New))
            .ShouldBe("""{"type":"subscribed","ch":"a","at":"k3Qz:0:0","resume":"new"}""");
        Written(output => ServerFrame.Subscribed(output, "a", s_at, ResumeState.Gap))
            .ShouldBe("""{"type":"subscribed","ch":"a","at":"k3Qz:105:9f2c1a07","resume":"gap"}""");
    }

    [Theory]
    [InlineData("""{"type":"cv_progress","pct":40}""", """{"type":"cv_progress","pct":40}""")]
    [InlineData("""{ "n" : 12345678901234567890.10, "n":1e999, "s":"\u00e9<é" } """, """{ "n" : 12345678901234567890.10, "n":1e999, "s":"\u00e9<é" } """)]
    [InlineData("[1]", "[1]")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("say \"é<\u0001\"\n", """
        "say \"é<\u0001\"\n"
        """)]
    [InlineData("", "\"\"")]
    public void An_event_holds_JSON_as_it_is_and_text_as_a_string(string payload, string data) =>
        Written(output => ServerFrame.Event(output, "user:7:events", s_at, Payload(payload)))
            .ShouldBe("""{"type":"event","ch":"user:7:events","id":"k3Qz:105:9f2c1a07","data":""" + data + "}");

    [Fact]
    public void An_event_of_bytes_says_that_it_is_base64() =>
        Written(output => ServerFrame.Event(output, "a", s_at, EventPayload.Of(new byte[] { 0xFF, 0xFE, 0xFB })))
            .ShouldBe("""{"type":"event","ch":"a","id":"k3Qz:105:9f2c1a07","encoding":"base64","data":"//77"}""");

    [Fact]
    public void An_event_without_a_number_has_no_id() =>
        Written(output => ServerFrame.Event(output, "a", null, Payload("1"))).ShouldBe("""{"type":"event","ch":"a","data":1}""");

    [Fact]
    public void What_was_left_out_on_purpose_is_counted() =>
        Written(output => ServerFrame.Event(output, "a", s_at, Payload("1"), skip: 3))
            .ShouldBe("""{"type":"event","ch":"a","id":"k3Qz:105:9f2c1a07","skip":3,"data":1}""");

    [Fact]
    public void A_large_payload_is_put_in_whole()
    {
        var text = "[\"" + new string('x', 1 << 20) + "\"]";
        Written(output => ServerFrame.Event(output, "a", null, Payload(text))).ShouldBe("""{"type":"event","ch":"a","data":""" + text + "}");
    }

    [Fact]
    public void Caught_up_names_the_last_event() =>
        Written(output => ServerFrame.CaughtUp(output, "a", s_at)).ShouldBe("""{"type":"caught_up","ch":"a","at":"k3Qz:105:9f2c1a07"}""");

    [Fact]
    public void A_gap_says_where_the_stream_continues()
    {
        Written(output => ServerFrame.Gap(output, "a", GapReason.Trimmed, new("k3Qz", 61, 0x60), s_at, 44))
            .ShouldBe("""{"type":"gap","ch":"a","reason":"trimmed","from":"k3Qz:61:00000060","to":"k3Qz:105:9f2c1a07","lost":44}""");
        Written(output => ServerFrame.Gap(output, "a", GapReason.Handover, null, s_at, null))
            .ShouldBe("""{"type":"gap","ch":"a","reason":"handover","from":null,"to":"k3Qz:105:9f2c1a07","lost":null}""");
    }

    [Theory]
    [InlineData(GapReason.Epoch, "epoch")]
    [InlineData(GapReason.Ahead, "ahead")]
    [InlineData(GapReason.Diverged, "diverged")]
    [InlineData(GapReason.Trimmed, "trimmed")]
    [InlineData(GapReason.Expired, "expired")]
    [InlineData(GapReason.Limit, "limit")]
    [InlineData(GapReason.Slow, "slow")]
    [InlineData(GapReason.TooLarge, "too_large")]
    [InlineData(GapReason.Handover, "handover")]
    public void Each_reason_has_its_word(GapReason reason, string word)
    {
        reason.Word().ShouldBe(word);
        GapReasons.TryParse(word, out var read).ShouldBeTrue();
        read.ShouldBe(reason);
        Enum.GetValues<GapReason>().Length.ShouldBe(9);
        GapReasons.TryParse(word + "x", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_heartbeat_carries_the_heads()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1795218000_999);
        Written(output => ServerFrame.Heartbeat(output, now, [new("user:7:events", s_at), new("b\"", EventPosition.Start("x"))]))
            .ShouldBe("""{"type":"heartbeat","ts":1795218000,"at":{"user:7:events":"k3Qz:105:9f2c1a07","b\"":"x:0:0"}}""");
        Written(output => ServerFrame.Heartbeat(output, now, [], TimeSpan.FromSeconds(7.5), degraded: true))
            .ShouldBe("""{"type":"heartbeat","ts":1795218000,"retry_window":7500,"degraded":true,"at":{}}""");
    }

    [Fact]
    public void Presence_names_who_came_and_who_left()
    {
        Written(output => ServerFrame.Presence(output, "room:1", ["u9"], [])).ShouldBe("""{"type":"presence","ch":"room:1","join":[{"id":"u9"}],"leave":[]}""");
        Written(output => ServerFrame.Presence(output, "room:1", [], ["a", "é\""], snapshot: true))
            .ShouldBe("""{"type":"presence","ch":"room:1","snapshot":true,"join":[],"leave":[{"id":"a"},{"id":"é\""}]}""");
    }

    [Fact]
    public void Small_frames_are_as_the_protocol_has_them()
    {
        Encoding.UTF8.GetString(ServerFrame.Pong).ShouldBe("""{"type":"pong"}""");
        Encoding.UTF8.GetString(ServerFrame.LegacyHeartbeat).ShouldBe("""{"type":"heartbeat"}""");
        Written(output => ServerFrame.Auth(output, TimeSpan.FromSeconds(30.9))).ShouldBe("""{"type":"auth","expires_in":30}""");
        Written(output => ServerFrame.Reconnect(output, TimeSpan.FromMilliseconds(3721), "draining")).ShouldBe("""{"type":"reconnect","after":3721,"reason":"draining"}""");
        Written(output => ServerFrame.Error(output, "forbidden", retry: false, "x")).ShouldBe("""{"type":"error","code":"forbidden","ch":"x","retry":false}""");
        Written(output => ServerFrame.Error(output, "bad_frame", retry: true, message: "no")).ShouldBe("""{"type":"error","code":"bad_frame","retry":true,"message":"no"}""");
    }

    [Fact]
    public void A_frame_is_appended_to_what_is_there() =>
        Written(output =>
        {
            output.Write("x"u8);
            ServerFrame.Auth(output, TimeSpan.Zero);
            ServerFrame.Auth(output, TimeSpan.Zero);
        }).ShouldBe("""x{"type":"auth","expires_in":0}{"type":"auth","expires_in":0}""");

    private static EventPayload Payload(string text) => EventPayload.Of(Encoding.UTF8.GetBytes(text));

    private static string Written(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }
}
