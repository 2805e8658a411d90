using Wayleave.Cli.Apply;

namespace Wayleave.Cli.Tests.Apply;

public sealed class LoadedCheckTests
{
    [Theory]
    [InlineData("nginx -t", "nginx -T")]
    [InlineData("docker compose exec -T proxy nginx -t -q", "docker compose exec -T proxy nginx -T -q")]
    [InlineData("sudo /usr/sbin/nginx -c /etc/n.conf -t", "sudo /usr/sbin/nginx -c /etc/n.conf -T")]
    [InlineData("haproxy -c -f /etc/haproxy/haproxy.cfg", null)]
    [InlineData(null, null)]
    public void The_dump_is_nginx_with_a_capital_t(string? test, string? dump) => LoadedCheck.DumpCommand(test).ShouldBe(dump);

    [Fact]
    public void A_dump_holds_a_text_whatever_its_line_ends_are() =>
        LoadedCheck.Holds("# configuration file a:\nserver {\n}\n\n# configuration file b:\n", "server {\r\n}\r\n").ShouldBeTrue();

    [Fact]
    public void A_dump_with_another_text_does_not() => LoadedCheck.Holds("server {\n  listen 80;\n}\n", "server {\n}\n").ShouldBeFalse();
}
