using System.Buffers;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class LegacyEventTests
{
    private static readonly EventPosition s_id = new("k3Qz", 101, 0x77aa0e10);

    [Theory]
    [InlineData("""{"type":"cv_progress","pct":40}""", """{"type":"cv_progress","pct":40,"_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("{}", """{"_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData(" { \n} \n", " { \n\"_id\":\"k3Qz:101:77aa0e10\"} \n")]
    [InlineData("{\"a\":1 }\t", "{\"a\":1 ,\"_id\":\"k3Qz:101:77aa0e10\"}\t")]
    [InlineData("""{"a":{"b":{}},"c":[{}]}""", """{"a":{"b":{}},"c":[{}],"_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"a":"}"}""", """{"a":"}","_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"n":12345678901234567890,"n":1e999,"s":"\u00e9é\/"}""", """{"n":12345678901234567890,"n":1e999,"s":"\u00e9é\/","_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"_id":1}""", """{"_id":1,"_wayleave_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"a":{"x":1},"_id":null,"b":2}""", """{"a":{"x":1},"_id":null,"b":2,"_wayleave_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"\u005fid":1}""", """{"\u005fid":1,"_wayleave_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"_id":1,"_wayleave_id":2}""", """{"_id":1,"_wayleave_id":2,"_wayleave_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"a":{"_id":1},"b":["_id"],"c":"_id","_ID":1,"_id2":1}""", """{"a":{"_id":1},"b":["_id"],"c":"_id","_ID":1,"_id2":1,"_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("""{"\ud800":1,"\udc00\u005fid":2}""", """{"\ud800":1,"\udc00\u005fid":2,"_id":"k3Qz:101:77aa0e10"}""")]
    public void An_object_gets_the_id_and_no_other_byte_changes(string payload, string expected)
    {
        Written(payload, s_id).ShouldBe((expected, true));
        Written(payload, s_id, controls: true).ShouldBe((expected, true));
    }

    [Theory]
    [InlineData("[{}]", "[{}]")]
    [InlineData(" 12345678901234567890 ", " 12345678901234567890 ")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("null", "null")]
    [InlineData("say \"é\"\n", """
        "say \"é\"\n"
        """)]
    [InlineData("{}x", "\"{}x\"")]
    public void Anything_else_passes_as_it_is_and_is_wrapped_for_those_who_asked_for_controls(string payload, string data)
    {
        Written(payload, s_id).ShouldBe((payload, true));
        Written(payload, s_id, controls: true).ShouldBe(($$"""{"type":"message","_id":"k3Qz:101:77aa0e10","data":{{data}}}""", true));
    }

    [Fact]
    public void Bytes_pass_as_a_binary_message_or_as_base64()
    {
        var payload = EventPayload.Of(new byte[] { 0xFF, 0xFE, 0xFB });
        var output = new ArrayBufferWriter<byte>();
        LegacyEvent.Write(output, payload, s_id).ShouldBeFalse();
        output.WrittenSpan.SequenceEqual(payload.Bytes.Span).ShouldBeTrue();

        output.Clear();
        LegacyEvent.Write(output, payload, s_id, controls: true).ShouldBeTrue();
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("""{"type":"message","_id":"k3Qz:101:77aa0e10","encoding":"base64","data":"//77"}""");
    }

    [Fact]
    public void An_event_without_a_number_gets_no_member()
    {
        Written("""{"a":1}""", null).ShouldBe(("""{"a":1}""", true));
        Written("1", null, controls: true).ShouldBe(("""{"type":"message","data":1}""", true));
    }

    [Theory]
    [InlineData("event_id", """{"_id":1}""", """{"_id":1,"event_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("event_id", """{"event_id":1}""", """{"event_id":1,"_wayleave_id":"k3Qz:101:77aa0e10"}""")]
    [InlineData("größe\"", "{}", "{\"größe\\\"\":\"k3Qz:101:77aa0e10\"}")]
    [InlineData("größe\"", "1", "{\"type\":\"message\",\"größe\\\"\":\"k3Qz:101:77aa0e10\",\"data\":1}")]
    [InlineData("data", "1", """{"type":"message","_wayleave_id":"k3Qz:101:77aa0e10","data":1}""")]
    public void The_members_name_can_be_chosen(string member, string payload, string expected) =>
        Written(payload, s_id, controls: true, member).ShouldBe((expected, true));

    [Fact]
    public void Any_object_stays_an_object_with_one_member_more()
    {
        var random = new Random(5);
        for (var at = 0; at < 5_000; at++)
        {
            var json = RandomObject(random, depth: 3);
            var (written, _) = Written(json, s_id);
            using var before = JsonDocument.Parse(json);
            using var after = JsonDocument.Parse(written);
            var members = before.RootElement.EnumerateObject().ToArray();
            var now = after.RootElement.EnumerateObject().ToArray();
            now[..^1].Select(member => member.ToString()).ShouldBe(members.Select(member => member.ToString()), json);
            now[^1].Name.ShouldBe(members.Any(member => member.NameEquals("_id")) ? "_wayleave_id" : "_id", json);
            now[^1].Value.GetString().ShouldBe("k3Qz:101:77aa0e10");
        }
    }

    private static string RandomObject(Random random, int depth)
    {
        var members = Enumerable.Range(0, random.Next(4)).Select(_ => $"{Space()}\"{Pick("_id", "a", "\\u005fid", "}", "{", "\\\"")}\"{Space()}:{Value()}{Space()}");
        return $"{Space()}{{{Space()}{string.Join(',', members)}}}{Space()}";

        string Value() => depth > 0 && random.Next(3) == 0 ? RandomObject(random, depth - 1) : Pick("1", "\"}\"", "[{}]", "\"\\\"_id\\\"\"", "null");
        string Space() => Pick("", "", " ", "\n\t");
        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
    }

    private static (string Text, bool IsText) Written(string payload, EventPosition? id, bool controls = false, string member = LegacyEvent.DefaultMember)
    {
        var output = new ArrayBufferWriter<byte>();
        var isText = LegacyEvent.Write(output, EventPayload.Of(Encoding.UTF8.GetBytes(payload)), id, member, controls);
        return (Encoding.UTF8.GetString(output.WrittenSpan), isText);
    }
}
