using Wayleave.Protocol.Carry;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class CarryTargetTests
{
    private const string Id = "AAECAwQFBgcICQoLDA0ODw";

    [Theory]
    [InlineData("/ws?wayleave=ws." + Id, CarryVerb.WebSocket, Id, "", "/ws")]
    [InlineData("/ws?a=1&wayleave=ws." + Id + ".node-1&b=2", CarryVerb.WebSocket, Id, "node-1", "/ws?a=1&b=2")]
    [InlineData("/ws?wayleave=open." + Id, CarryVerb.Open, Id, "", "/ws")]
    [InlineData("/ws?wayleave=open." + Id + ".n", CarryVerb.Open, Id, "n", "/ws")]
    [InlineData("/?wayleave=up.-123456789-abcdefghijklmnopqrst0", CarryVerb.Up, "", "-123456789-abcdefghijklmnopqrst0", "/")]
    [InlineData("/?wayleave=stream", CarryVerb.Stream, "", "", "/")]
    [InlineData("/?wayleave=sse.n", CarryVerb.Events, "", "n", "/")]
    [InlineData("/?wayleave=poll", CarryVerb.Poll, "", "", "/")]
    [InlineData("/?wayleave=peek.a", CarryVerb.Peek, "", "a", "/")]
    [InlineData("/?wayleave=up.n", CarryVerb.Up, "", "n", "/")]
    [InlineData("/page?wayleave=script.0a1b", CarryVerb.Script, "0a1b", "", "/page")]
    public void The_reserved_member_says_what_a_request_is_for_and_is_taken_out(string target, CarryVerb verb, string id, string node, string left)
    {
        CarryTarget.TryRead(target, out var read).ShouldBeTrue();
        read.ShouldBe(new CarryTarget(verb, id, node, left));
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/wayleave=ws." + Id)]
    [InlineData("/?xwayleave=up")]
    [InlineData("/?wayleave=")]
    [InlineData("/?wayleave=ws")]
    [InlineData("/?wayleave=ws.short")]
    [InlineData("/?wayleave=ws.AAECAwQFBgcICQoLDA0OD%C3")]
    [InlineData("/?wayleave=open.AAECAwQFBgcICQoLDA0OD+")]
    [InlineData("/?wayleave=ws." + Id + ".Node")]
    [InlineData("/?wayleave=ws." + Id + ".a.b")]
    [InlineData("/?wayleave=ws." + Id + ".")]
    [InlineData("/?wayleave=ws.short.n")]
    [InlineData("/?wayleave=open.short")]
    [InlineData("/?wayleave=open.short.n")]
    [InlineData("/?wayleave=open." + Id + ".Node")]
    [InlineData("/?wayleave=open." + Id + ".a.b")]
    [InlineData("/?wayleave=up.")]
    [InlineData("/?wayleave=up.Node")]
    [InlineData("/?wayleave=up.a_b")]
    [InlineData("/?wayleave=up.\u00E9")]
    [InlineData("/?wayleave=up.-123456789-abcdefghijklmnopqrst01")]
    [InlineData("/?wayleave=up.a.b")]
    [InlineData("/?wayleave=script")]
    [InlineData("/?wayleave=script.a.b")]
    [InlineData("/?wayleave=UP")]
    [InlineData("/?wayleave=down.n")]
    [InlineData("/?wayleave=down")]
    [InlineData("/?wayleave=up&wayleave=up")]
    public void Anything_else_is_the_app_s(string target) => CarryTarget.TryRead(target, out _).ShouldBeFalse();
}
