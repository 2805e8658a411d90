using Wayleave.Protocol.Http;
using Wayleave.Server.Requests.Http1;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Tests.Requests.Http1;

public sealed class KeepAliveTests
{
    private static readonly BodyFraming s_five = new(BodyKind.Length, 5);

    [Fact]
    public void A_connection_is_kept_for_less_than_apps_commonly_keep_it() => After([], s_five).ShouldBe(4);

    [Fact]
    public void An_app_that_hangs_up_is_believed() => After([new("Connection", "x, Close")], s_five).ShouldBe(0);

    [Fact]
    public void A_body_that_ends_with_the_connection_ends_it() => After([], new(BodyKind.UntilClose, 0)).ShouldBe(0);

    [Fact]
    public void An_app_of_HTTP_1_0_hangs_up() => KeepAlive.After(new ResponseHead(HttpVersion.Http10, 200, "OK", []), s_five).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Where_it_is_in_doubt_how_long_the_body_was_nothing_more_is_read() =>
        After([new("Content-Length", "5"), new("Transfer-Encoding", "chunked")], new(BodyKind.Chunked, 0)).ShouldBe(0);

    [Theory]
    [InlineData("timeout=2", 1)]
    [InlineData("max=100, Timeout=3", 2)]
    [InlineData("timeout=1", 0)]
    [InlineData("timeout=0", -1)]
    [InlineData("timeout=75", 4)]
    [InlineData("timeout=-5", 4)]
    [InlineData("timeout=x", 4)]
    [InlineData("max=5", 4)]
    public void An_app_that_says_for_how_long_it_keeps_connections_is_not_met_at_that_moment(string says, double seconds) =>
        After([new("Keep-Alive", says)], s_five).ShouldBe(seconds);

    private static double After(HeaderLines headers, BodyFraming framing) =>
        KeepAlive.After(new ResponseHead(HttpVersion.Http11, 200, "OK", headers), framing).TotalSeconds;
}
