namespace Wayleave.Cli.Tests.Demo;

public sealed class DemoCommandTests
{
    [Fact(Timeout = 15_000)]
    public async Task It_finds_the_broken_chain_broken_for_the_right_cause_and_the_mended_one_well()
    {
        var terminal = new Terminal();
        (await terminal.RunAsync("demo", "--once")).ShouldBe(0, terminal.Error);
        terminal.Error.ShouldBeEmpty();
        terminal.Output.ShouldContain("upgrade-header-stripped at nginx");
        terminal.Output.ShouldContain("proxy_set_header Upgrade $http_upgrade;");
        terminal.Output.ShouldContain("✓ works");
    }

    [Fact]
    public async Task A_wrong_address_is_told()
    {
        var terminal = new Terminal();
        (await terminal.RunAsync("demo", "--listen", "nowhere:1")).ShouldBe(2);
        terminal.Error.ShouldContain("--listen: ");
    }
}
