using System.Buffers;
using System.Text;
using Wayleave.Protocol.Events;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Events;

public sealed class ClientFrameTests
{
    private static readonly EventPosition s_position = new("k3Qz", 100, 0x77aa0e10);

    public static TheoryData<string, ClientFrame> Sound { get; } = new()
    {
        { "ping", new ClientFrame.Ping() },
        { """{"type":"ping"}""", new ClientFrame.Ping() },
        { """ { "x" : [{"type":"auth"}], "ty\u0070e" : "ping" , "y":{"ch":1,"ch":2}} """, new ClientFrame.Ping() },
        { """{"\ud800":"\ud800","type":"ping"}""", new ClientFrame.Ping() },
        { """{"type":"ping","ch":7,"since":{},"token":[]}""", new ClientFrame.Ping() },
        { """{"type":"subscribe","ch":"user:7:events"}""", new ClientFrame.Subscribe("user:7:events", Since.Live) },
        { """{"type":"subscribe","ch":"a","since":null}""", new ClientFrame.Subscribe("a", Since.Live) },
        { """{"type":"subscribe","ch":"a","since":"k3Qz:100:77aa0e10"}""", new ClientFrame.Subscribe("a", new Since.After(s_position)) },
        { """{"since":"-20","ch":"\u0061","type":"subscribe"}""", new ClientFrame.Subscribe("a", new Since.Last(20)) },
        { """{"type":"subscribe","ch":"a","since":-20}""", new ClientFrame.Subscribe("a", new Since.Last(20)) },
        { """{"type":"subscribe","ch":"a","since":"0"}""", new ClientFrame.Subscribe("a", Since.All) },
        { """{"type":"subscribe","ch":"a","since":0}""", new ClientFrame.Subscribe("a", Since.All) },
        { $$"""{"type":"subscribe","ch":"a","since":"{{PositionVector.Empty.With("a", s_position)}}"}""", new ClientFrame.Subscribe("a", new Since.After(s_position)) },
        { """{"type":"unsubscribe","ch":"a"}""", new ClientFrame.Unsubscribe("a") },
        { """{"type":"presence","ch":"a"}""", new ClientFrame.Presence("a") },
        { """{"type":"auth","token":"x.y.z"}""", new ClientFrame.Auth("x.y.z") },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_frame_is_read(string message, ClientFrame expected)
    {
        ClientFrame.TryRead(Encoding.UTF8.GetBytes(message), out var frame, out var violation).ShouldBeTrue(violation.Describe());
        frame.ShouldBe(expected);
        violation.ShouldBe(ClientFrameViolation.None);
    }

    [Theory]
    [InlineData("S8yxVd0Z4q3m")]
    [InlineData("a \"b\" \\ \u0001 é")]
    public void A_new_token_is_written_as_it_is_read(string token)
    {
        var text = new ArrayBufferWriter<byte>();
        new ClientFrame.Auth(token).Write(text);
        ClientFrame.TryRead(text.WrittenSpan, out var frame, out var violation).ShouldBeTrue(violation.Describe());
        frame.ShouldBe(new ClientFrame.Auth(token));
    }

    [Theory]
    [InlineData("", ClientFrameViolation.NotJson)]
    [InlineData("ping ", ClientFrameViolation.NotJson)]
    [InlineData("Ping", ClientFrameViolation.NotJson)]
    [InlineData("hello", ClientFrameViolation.NotJson)]
    [InlineData("""{"type":"ping"}x""", ClientFrameViolation.NotJson)]
    [InlineData("""{"type":"ping"}{}""", ClientFrameViolation.NotJson)]
    [InlineData("""{"type":"ping",}""", ClientFrameViolation.NotJson)]
    [InlineData("\"ping\"", ClientFrameViolation.NotAnObject)]
    [InlineData("""[{"type":"ping"}]""", ClientFrameViolation.NotAnObject)]
    [InlineData("7", ClientFrameViolation.NotAnObject)]
    [InlineData("{}", ClientFrameViolation.TypeMissing)]
    [InlineData("""{"type":7}""", ClientFrameViolation.TypeMissing)]
    [InlineData("""{"type":null}""", ClientFrameViolation.TypeMissing)]
    [InlineData("""{"type":"\ud800"}""", ClientFrameViolation.TypeMissing)]
    [InlineData("""{"x":{"type":"ping"}}""", ClientFrameViolation.TypeMissing)]
    [InlineData("""{"type":"Ping"}""", ClientFrameViolation.TypeUnknown)]
    [InlineData("""{"type":"publish","ch":"a","data":1}""", ClientFrameViolation.TypeUnknown)]
    [InlineData("""{"type":"ping","type":"auth"}""", ClientFrameViolation.MemberRepeated)]
    [InlineData("""{"type":"subscribe","ch":"a","c\u0068":"b"}""", ClientFrameViolation.MemberRepeated)]
    [InlineData("""{"type":"subscribe","ch":"a","since":null,"since":"0"}""", ClientFrameViolation.MemberRepeated)]
    [InlineData("""{"type":"subscribe"}""", ClientFrameViolation.ChannelMissing)]
    [InlineData("""{"type":"unsubscribe","ch":7}""", ClientFrameViolation.ChannelMissing)]
    [InlineData("""{"type":"presence","ch":"\udc00"}""", ClientFrameViolation.ChannelMissing)]
    [InlineData("""{"type":"subscribe","ch":""}""", ClientFrameViolation.ChannelInvalid)]
    [InlineData("""{"type":"subscribe","ch":"user:*"}""", ClientFrameViolation.ChannelInvalid)]
    [InlineData("""{"type":"unsubscribe","ch":"a\nb"}""", ClientFrameViolation.ChannelInvalid)]
    [InlineData("""{"type":"presence","ch":"a b"}""", ClientFrameViolation.ChannelInvalid)]
    [InlineData("""{"type":"subscribe","ch":"a","since":"k3Qz:100"}""", ClientFrameViolation.SinceInvalid)]
    [InlineData("""{"type":"subscribe","ch":"a","since":{"x":1}}""", ClientFrameViolation.SinceInvalid)]
    [InlineData("""{"type":"subscribe","ch":"a","since":false}""", ClientFrameViolation.SinceInvalid)]
    [InlineData("""{"type":"subscribe","ch":"a","since":-2e1}""", ClientFrameViolation.SinceInvalid)]
    [InlineData("""{"type":"subscribe","ch":"a","since":20}""", ClientFrameViolation.SinceInvalid)]
    [InlineData("""{"type":"subscribe","ch":"a","since":"\ud800"}""", ClientFrameViolation.SinceInvalid)]
    [InlineData("""{"type":"auth"}""", ClientFrameViolation.TokenMissing)]
    [InlineData("""{"type":"auth","token":""}""", ClientFrameViolation.TokenMissing)]
    [InlineData("""{"type":"auth","token":7}""", ClientFrameViolation.TokenMissing)]
    public void A_flaw_is_named(string message, ClientFrameViolation expected) => Violation(Encoding.UTF8.GetBytes(message)).ShouldBe(expected);

    [Theory]
    [InlineData(ClientFrameViolation.NotJson, "bad_frame")]
    [InlineData(ClientFrameViolation.TypeUnknown, "unknown_type")]
    [InlineData(ClientFrameViolation.ChannelMissing, "bad_channel")]
    [InlineData(ClientFrameViolation.ChannelInvalid, "bad_channel")]
    [InlineData(ClientFrameViolation.SinceInvalid, "bad_since")]
    [InlineData(ClientFrameViolation.TokenMissing, "bad_token")]
    public void A_flaw_has_a_code_for_programs(ClientFrameViolation violation, string code) => violation.Code().ShouldBe(code);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_frame_even_where_nobody_looks() =>
        Violation([.. "{\"type\":\"ping\",\"x\":\""u8, 0xFF, .. "\"}"u8]).ShouldBe(ClientFrameViolation.NotJson);

    [Fact]
    public void A_frame_has_at_most_16_KiB()
    {
        var token = new string('x', ClientFrame.MaxBytes - """{"type":"auth","token":""}""".Length);
        Violation(Encoding.UTF8.GetBytes($$"""{"type":"auth","token":"{{token}}"}""")).ShouldBe(ClientFrameViolation.None);
        Violation(Encoding.UTF8.GetBytes($$"""{"type":"auth","token":"{{token}}x"}""")).ShouldBe(ClientFrameViolation.TooLong);
        ClientFrameViolation.TooLong.Describe().ShouldContain($"{ClientFrame.MaxBytes}");
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        Violation(Nested(ClientFrame.MaxDepth - 1)).ShouldBe(ClientFrameViolation.None);
        Violation(Nested(ClientFrame.MaxDepth)).ShouldBe(ClientFrameViolation.NotJson);
        ClientFrameViolation.NotJson.Describe().ShouldContain($"{ClientFrame.MaxDepth}");

        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes($$"""{"type":"ping","x":{{new string('[', depth)}}{{new string(']', depth)}}}""");
    }

    [Fact]
    public void A_token_is_not_told() => new ClientFrame.Auth("secret").ToString().ShouldNotContain("secret");

    [Theory]
    [MemberData(nameof(Sound))]
    public void No_beginning_of_a_frame_is_one(string message, ClientFrame expected)
    {
        expected.ShouldNotBeNull();
        foreach (var prefix in Splits.Prefixes(Encoding.UTF8.GetBytes(message.TrimEnd())))
            Violation(prefix).ShouldBe(ClientFrameViolation.NotJson);
    }

    [Fact]
    public void Any_bytes_are_a_sound_frame_or_a_flaw_with_words()
    {
        var random = new Random(6);
        var sound = Sound.Select(row => Encoding.UTF8.GetBytes(row.Data.Item1)).ToArray();
        var seen = new HashSet<ClientFrameViolation>();
        for (var at = 0; at < 100_000; at++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            seen.Add(Violation(at % 4 == 0 ? bytes : RandomEvents.Mutated(random, sound[random.Next(sound.Length)])));
        }

        // Else the property says nothing about them.
        seen.ShouldBeSubsetOf(Enum.GetValues<ClientFrameViolation>());
        Enum.GetValues<ClientFrameViolation>().Except(seen).ShouldBe([ClientFrameViolation.TooLong]);
    }

    private static ClientFrameViolation Violation(byte[] message)
    {
        ClientFrame.TryRead(message, out var frame, out var violation).ShouldBe(violation == ClientFrameViolation.None);
        (frame is null).ShouldBe(violation != ClientFrameViolation.None);
        var channel = frame switch
        {
            ClientFrame.Subscribe subscribe => subscribe.Channel,
            ClientFrame.Unsubscribe unsubscribe => unsubscribe.Channel,
            ClientFrame.Presence presence => presence.Channel,
            _ => "a",
        };
        ChannelName.Check(channel).ShouldBe(ChannelNameViolation.None);
        return violation;
    }
}
