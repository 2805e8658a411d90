using System.Buffers;
using System.Text;
using Wayleave.Protocol.Events;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Events;

public sealed class ServerMessageTests
{
    private const string At = "k3Qz:105:9f2c1a07";
    private static readonly EventPosition s_at = new("k3Qz", 105, 0x9f2c1a07);

    public static TheoryData<string, ServerMessage> Sound { get; } = new()
    {
        {
            """{"type":"hello","session":"c9d1","node":"a","heartbeat":25,"retry_window":5000,"token_expires_in":3600,"new":[{}]}""",
            new ServerMessage.Hello("c9d1", "a", TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(5), TimeSpan.FromHours(1))
        },
        { """{"heartbeat":0.5,"type":"hello"}""", new ServerMessage.Hello("", "", TimeSpan.FromSeconds(0.5), TimeSpan.Zero, null) },
        { """{"type":"hello","heartbeat":1e999}""", new ServerMessage.Hello("", "", ServerMessage.MaxTime, TimeSpan.Zero, null) },
        { """{"type":"subscribed","ch":"a","at":"AT","resume":"ok","missed":5}""", new ServerMessage.Subscribed("a", s_at, ResumeState.Ok, 5) },
        { """{"type":"subscribed","ch":"a","at":"k3Qz:0:0","resume":"new"}""", new ServerMessage.Subscribed("a", EventPosition.Start("k3Qz"), ResumeState.New, null) },
        { """{"type":"subscribed","ch":"a","at":"AT","resume":"gap"}""", new ServerMessage.Subscribed("a", s_at, ResumeState.Gap, null) },
        { """{"type":"caught_up","ch":"a","at":"AT"}""", new ServerMessage.CaughtUp("a", s_at) },
        { """{"type":"gap","ch":"a","reason":"trimmed","from":"k3Qz:61:00000060","to":"AT","lost":44}""", new ServerMessage.Gap("a", "trimmed", new("k3Qz", 61, 0x60), s_at, 44) },
        { """{"type":"gap","ch":"a","reason":"of-tomorrow","from":null,"to":"AT","lost":null}""", new ServerMessage.Gap("a", "of-tomorrow", null, s_at, null) },
        { """{"type":"pong"}""", new ServerMessage.Pong() },
        { """{"type":"auth","expires_in":30}""", new ServerMessage.Auth(TimeSpan.FromSeconds(30)) },
        { """{"type":"auth"}""", new ServerMessage.Auth(null) },
        { """{"type":"reconnect","after":3721,"reason":"draining"}""", new ServerMessage.Reconnect(TimeSpan.FromMilliseconds(3721), "draining") },
        { """{"type":"error","code":"forbidden","ch":"x","retry":false}""", new ServerMessage.Error("forbidden", "x", false, "") },
        { """{"type":"error","code":"bad_frame","retry":true,"message":"no"}""", new ServerMessage.Error("bad_frame", null, true, "no") },
        { """{"type":"of-tomorrow","ch":7}""", new ServerMessage.Unknown("of-tomorrow") },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_frame_is_read(string message, ServerMessage expected)
    {
        ServerMessage.TryRead(Bytes(message), out var read, out var violation).ShouldBeTrue(violation.Describe());
        read.ShouldBe(expected);
    }

    [Fact]
    public void A_heartbeat_has_the_heads()
    {
        var read = Read<ServerMessage.Heartbeat>("""{"type":"heartbeat","ts":1,"retry_window":7500,"degraded":true,"at":{"a":"AT","b\"":"x:0:0"}}""");
        read.Heads.ShouldBe([new("a", s_at), new("b\"", EventPosition.Start("x"))]);
        (read.RetryWindow, read.IsDegraded).ShouldBe((TimeSpan.FromSeconds(7.5), true));
        Read<ServerMessage.Heartbeat>("""{"type":"heartbeat"}""").Heads.ShouldBeEmpty();
    }

    [Fact]
    public void Presence_names_who_came_and_who_left()
    {
        var read = Read<ServerMessage.Presence>("""{"type":"presence","ch":"a","snapshot":true,"join":[{"id":"u9"},7,{"id":8}],"leave":[{"id":"é"}]}""");
        (read.Channel, read.IsSnapshot).ShouldBe(("a", true));
        read.Join.ShouldBe(["u9"]);
        read.Leave.ShouldBe(["é"]);
    }

    [Theory]
    [InlineData("""{"n":12345678901234567890.10, "n" : 1e999,"s":"\u00e9<"}""")]
    [InlineData("[ 1 ]")]
    [InlineData("\"a\"")]
    public void Data_stays_as_it_stands_in_the_frame(string data)
    {
        var read = Read<ServerMessage.Event>($$"""{"type":"event","ch":"a","id":"AT","skip":3,"data":{{data}}}""");
        Encoding.UTF8.GetString(read.Data.Span).ShouldBe(data);
        (read.Channel, read.Id, read.Skip, read.IsBinary).ShouldBe(("a", s_at, 3, false));
    }

    [Fact]
    public void Null_is_data_like_any_other() =>
        Read<ServerMessage.Event>("""{"type":"event","ch":"a","data":null}""").Data.ToArray().ShouldBe("null"u8.ToArray());

    [Fact]
    public void An_event_of_bytes_gives_the_bytes()
    {
        var read = Read<ServerMessage.Event>("""{"type":"event","ch":"a","encoding":"base64","data":"//77"}""");
        read.Data.ToArray().ShouldBe([0xFF, 0xFE, 0xFB]);
        (read.Id, read.IsBinary).ShouldBe((null, true));
    }

    [Theory]
    [InlineData("", ServerMessageViolation.NotJson)]
    [InlineData("pong", ServerMessageViolation.NotJson)]
    [InlineData("""{"type":"pong"}{}""", ServerMessageViolation.NotJson)]
    [InlineData("""{"type":"\ud800"}""", ServerMessageViolation.NotJson)]
    [InlineData("""[{"type":"pong"}]""", ServerMessageViolation.NotAnObject)]
    [InlineData("{}", ServerMessageViolation.TypeMissing)]
    [InlineData("""{"type":7}""", ServerMessageViolation.TypeMissing)]
    [InlineData("""{"type":"hello"}""", ServerMessageViolation.NumberWrong)]
    [InlineData("""{"type":"hello","heartbeat":0}""", ServerMessageViolation.NumberWrong)]
    [InlineData("""{"type":"hello","heartbeat":-1}""", ServerMessageViolation.NumberWrong)]
    [InlineData("""{"type":"hello","heartbeat":"25"}""", ServerMessageViolation.NumberWrong)]
    [InlineData("""{"type":"caught_up","at":"AT"}""", ServerMessageViolation.ChannelWrong)]
    [InlineData("""{"type":"caught_up","ch":"a b","at":"AT"}""", ServerMessageViolation.ChannelWrong)]
    [InlineData("""{"type":"caught_up","ch":"a"}""", ServerMessageViolation.PositionWrong)]
    [InlineData("""{"type":"caught_up","ch":"a","at":"k3Qz:105"}""", ServerMessageViolation.PositionWrong)]
    [InlineData("""{"type":"event","ch":"a","id":7,"data":1}""", ServerMessageViolation.PositionWrong)]
    [InlineData("""{"type":"event","ch":"a","skip":-1,"data":1}""", ServerMessageViolation.NumberWrong)]
    [InlineData("""{"type":"event","ch":"a","skip":1.5,"data":1}""", ServerMessageViolation.NumberWrong)]
    [InlineData("""{"type":"event","ch":"a"}""", ServerMessageViolation.DataWrong)]
    [InlineData("""{"type":"event","ch":"a","encoding":"base64","data":"!"}""", ServerMessageViolation.DataWrong)]
    [InlineData("""{"type":"event","ch":"a","encoding":"base64","data":7}""", ServerMessageViolation.DataWrong)]
    [InlineData("""{"type":"gap","ch":"a","reason":"trimmed"}""", ServerMessageViolation.PositionWrong)]
    [InlineData("""{"type":"gap","ch":"a","to":"AT"}""", ServerMessageViolation.WordWrong)]
    [InlineData("""{"type":"subscribed","ch":"a","at":"AT","resume":"perhaps"}""", ServerMessageViolation.WordWrong)]
    [InlineData("""{"type":"heartbeat","at":{"a":7}}""", ServerMessageViolation.PositionWrong)]
    [InlineData("""{"type":"heartbeat","at":{"a b":"AT"}}""", ServerMessageViolation.ChannelWrong)]
    [InlineData("""{"type":"error"}""", ServerMessageViolation.WordWrong)]
    public void A_flaw_is_named(string message, ServerMessageViolation expected)
    {
        ServerMessage.TryRead(Bytes(message), out var read, out var violation).ShouldBeFalse();
        (read, violation).ShouldBe((null, expected));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_frame_even_where_nobody_looks()
    {
        ServerMessage.TryRead((byte[])[.. "{\"type\":\"pong\",\"x\":\""u8, 0xFF, .. "\"}"u8], out _, out var violation).ShouldBeFalse();
        violation.ShouldBe(ServerMessageViolation.NotJson);
    }

    [Fact]
    public void What_the_server_writes_is_read_back()
    {
        var output = new ArrayBufferWriter<byte>();
        ServerFrame.Event(output, "user:7:events", s_at, EventPayload.Of("say \"é<\u0001\"\n"u8.ToArray()), skip: 3);
        ServerMessage.TryRead(output.WrittenMemory, out var read, out _).ShouldBeTrue();
        System.Text.Json.JsonDocument.Parse(read.ShouldBeOfType<ServerMessage.Event>().Data).RootElement.GetString().ShouldBe("say \"é<\u0001\"\n");
    }

    [Fact]
    public void Data_may_be_as_deep_as_what_may_be_published()
    {
        var (output, deep) = (new ArrayBufferWriter<byte>(), new string('[', EventPayload.MaxDepth) + new string(']', EventPayload.MaxDepth));
        var payload = EventPayload.Of(Bytes(deep));
        payload.Kind.ShouldBe(PayloadKind.Json);
        ServerFrame.Event(output, "a", s_at, payload);
        ServerMessage.TryRead(output.WrittenMemory, out _, out var violation).ShouldBeTrue(violation.Describe());
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void No_beginning_of_a_frame_is_one(string message, ServerMessage expected)
    {
        expected.ShouldNotBeNull();
        foreach (var prefix in Splits.Prefixes(Bytes(message)))
            ServerMessage.TryRead(prefix, out _, out _).ShouldBeFalse();
    }

    private static T Read<T>(string message)
        where T : ServerMessage
    {
        ServerMessage.TryRead(Bytes(message), out var read, out var violation).ShouldBeTrue(violation.Describe());
        return read.ShouldBeOfType<T>();
    }

    private static byte[] Bytes(string message) => Encoding.UTF8.GetBytes(message.Replace("AT", At, StringComparison.Ordinal));
}
