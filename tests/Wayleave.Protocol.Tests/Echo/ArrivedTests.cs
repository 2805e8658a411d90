using System.Text;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Tests.Echo;

public sealed class ArrivedTests
{
    private static readonly Arrived s_arrived = Arrived.From(
        new RequestHead("GET", "/ws", HttpVersion.Http11, [new("Host", "a"), new("X-A", "\u00e9\"")]), "127.0.0.1", tls: true);

    [Fact]
    public void The_JSON_has_the_members_of_the_contract() =>
        Encoding.UTF8.GetString(s_arrived.ToJson()).ShouldBe(
            """{"version":"HTTP/1.1","method":"GET","path":"/ws","headers":[{"name":"Host","value":"a"},{"name":"X-A","value":"\u00E9\u0022"}],"peer_address":"127.0.0.1","tls":true}""");

    [Fact]
    public void What_is_written_is_read_back() => Arrived.FromJson(s_arrived.ToJson())!.ToJson().ShouldBe(s_arrived.ToJson());

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":"HTTP/1.1","method":null,"path":"/","headers":[],"peer_address":""}""")]
    [InlineData("""{"version":"HTTP/1.1","method":"GET","path":"/","headers":null,"peer_address":""}""")]
    [InlineData("""{"version":"HTTP/1.1","method":"GET","path":"/","headers":[{"name":"a"}],"peer_address":""}""")]
    public void What_is_something_else_is_no_answer(string json) => Arrived.FromJson(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    [Theory]
    [InlineData("echo; v=1", true)]
    [InlineData("echo; v=2", false)]
    [InlineData("nginx", false)]
    public void Only_our_own_signature_counts(string value, bool expected) =>
        Arrived.IsSigned(new ResponseHead(HttpVersion.Http11, 200, "OK", [new("wayleave", value)])).ShouldBe(expected);
}
