using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;

namespace Wayleave.Server.Tests.Carry;

/// <summary>What an app is told of a page whose socket is carried.</summary>
public sealed class CarriedHandshakeTests
{
    [Theory]
    [InlineData("Content-Length", "40")]
    [InlineData("Content-Type", "application/json")]
    [InlineData("content-encoding", "gzip")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Keep-Alive", "timeout=5")]
    [InlineData("TE", "trailers")]
    [InlineData("Expect", "100-continue")]
    [InlineData("Accept", "*/*")]
    [InlineData("Priority", "u=1")]
    [InlineData("Sec-Fetch-Dest", "empty")]
    [InlineData("sec-fetch-mode", "cors")]
    [InlineData("Wayleave-Carry", "1")]
    [InlineData("Sec-WebSocket-Extensions", "permessage-deflate")]
    [InlineData("sec-websocket-accept", "x")]
    public void What_a_POST_says_of_itself_is_not_for_the_app(string name, string value) =>
        Opened(new HeaderLine(name, value)).Headers.ShouldNotContain(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("Cookie", "a=b")]
    [InlineData("Origin", "https://app.example")]
    [InlineData("Host", "app.example")]
    [InlineData("Authorization", "Basic eA==")]
    [InlineData("Referer", "https://app.example/room")]
    [InlineData("User-Agent", "Browser/1")]
    [InlineData("Accept-Language", "de")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public void Whose_it_is_and_where_it_comes_from_the_app_is_told(string name, string value) =>
        Opened(new HeaderLine(name, value)).Headers.Where(line => line.Name == name).ShouldHaveSingleItem().Value.ShouldBe(value);

    [Fact]
    public void It_is_a_handshake_whatever_the_POST_says_of_its_connection()
    {
        var head = Opened(new("Connection", "keep-alive, X-Hop"), new("Upgrade", "h2c"), new("Sec-WebSocket-Key", "theirs"), new("Sec-WebSocket-Version", "8"));
        (head.Method, head.Target).ShouldBe(("GET", "/room?a=1"));
        // What a hop named for itself is named still, so that it gets no further.
        head.Headers.Where(line => line.Name == "Connection").ShouldHaveSingleItem().Value.ShouldBe("Upgrade, keep-alive, X-Hop");
        head.Headers.Where(line => line.Name == "Upgrade").ShouldHaveSingleItem().Value.ShouldBe("websocket");
        head.Headers.Where(line => line.Name == "Sec-WebSocket-Version").ShouldHaveSingleItem().Value.ShouldBe("13");
        Convert.FromBase64String(head.Headers.Where(line => line.Name == "Sec-WebSocket-Key").ShouldHaveSingleItem().Value).Length.ShouldBe(16);
    }

    [Fact]
    public void Subprotocols_are_those_that_the_page_asks_for()
    {
        CarriedHandshake.Of([new("Sec-WebSocket-Protocol", "smuggled")], "/", ["one", "two"]).Headers
            .Where(line => line.Name == "Sec-WebSocket-Protocol").ShouldHaveSingleItem().Value.ShouldBe("one, two");
        Opened(new HeaderLine("Sec-WebSocket-Protocol", "smuggled")).Headers.ShouldNotContain(line => line.Name == "Sec-WebSocket-Protocol");
    }

    [Fact]
    public void A_page_s_own_handshake_goes_on_but_for_the_reserved_member_and_its_extensions()
    {
        HeaderLines headers = [new("Host", "app.example"), new("Sec-WebSocket-Extensions", "permessage-deflate"), new("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")];
        var head = CarriedHandshake.Of(new RequestHead("GET", "/room?a=1&wayleave=ws.x", HttpVersion.Http11, headers), "/room?a=1");
        head.Target.ShouldBe("/room?a=1");
        head.Headers.Select(line => line.Name).ShouldBe(["Host", "Sec-WebSocket-Key"]);
    }

    private static RequestHead Opened(params HeaderLine[] lines) => CarriedHandshake.Of([.. lines], "/room?a=1", []);
}
