using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public class EventKeyTests
{
    [Theory]
    [InlineData("""{"task":7}""", "v7")]
    [InlineData("""{"task":"7"}""", "s7")]
    [InlineData("""{"task":true}""", "vtrue")]
    [InlineData("""{"a":{"task":1},"task":2}""", "v2")]
    [InlineData("""{"task":1,"b":[1,{"task":5}],"task":3}""", "v3")]
    [InlineData("""{"\u0074ask":"x"}""", "sx")]
    [InlineData("""{"task":null}""", null)]
    [InlineData("""{"task":{"id":1}}""", null)]
    [InlineData("""{"task":[1],"c":2}""", null)]
    [InlineData("""{"tasks":1}""", null)]
    [InlineData("[1]", null)]
    [InlineData("task", null)]
    public void The_key_is_a_plain_value_of_the_object_itself(string json, string? key) =>
        EventKey.Of(EventPayload.Of(Encoding.UTF8.GetBytes(json)), "task").ShouldBe(key);
}
