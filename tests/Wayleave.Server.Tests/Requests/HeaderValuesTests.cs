using Wayleave.Protocol.Http;
using Wayleave.Server.Requests;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Tests.Requests;

public sealed class HeaderValuesTests
{
    [Fact]
    public void A_sound_head_stays_the_same()
    {
        var head = new ResponseHead(HttpVersion.Http11, 200, "Très bien", [new("X", "a\tb \u00FF")]);
        HeaderValues.Mended(head).ShouldBeSameAs(head);
    }

    [Fact]
    public void A_control_character_becomes_a_space_in_values_and_in_the_reason()
    {
        var mended = HeaderValues.Mended(new ResponseHead(HttpVersion.Http11, 200, "O\rK", [new("A", "1\0 2\n3"), new("B", "\u007Fdel"), new("C", "ok")]));
        mended.ReasonPhrase.ShouldBe("O K");
        mended.Headers.ShouldBe([new("A", "1  2 3"), new("B", " del"), new("C", "ok")]);
    }
}
