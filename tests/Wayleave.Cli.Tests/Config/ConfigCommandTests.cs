namespace Wayleave.Cli.Tests.Config;

public sealed class ConfigCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public async Task A_configuration_goes_to_standard_output_and_nothing_else()
    {
        (await _terminal.RunAsync("config", "nginx", "--to", "http://127.0.0.1:8501", "--domain", "App.example.org", "--socket-path", "/ws", "--idle", "30m", "--body", "1g")).ShouldBe(0);

        _terminal.Output.ShouldStartWith("# app.example.org to http://127.0.0.1:8501: written by wayleave config nginx\n");
        _terminal.Output.ShouldContain("    location /ws {\n");
        _terminal.Output.ShouldContain("proxy_read_timeout 1800s;");
        _terminal.Output.ShouldContain("client_max_body_size 1024m;");
        _terminal.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--edge", "cloudflair", "did you mean cloudflare?")]
    [InlineData("--to", "127.0.0.1:8501", "write http://127.0.0.1:8501")]
    [InlineData("--to", "http://127.0.0.1:8501/app", "has a path or a user")]
    [InlineData("--domain", "https://app.example.org", "without scheme and port")]
    [InlineData("--domain", "a b; return 200", "is not a host name")]
    [InlineData("--tls", "cert.pem", "neither self-signed nor two files")]
    [InlineData("--tls", "a;b,c", "neither self-signed nor two files")]
    [InlineData("--socket-path", "ws", "begins with /")]
    [InlineData("--socket-path", "/ws { return 200; }", "is not a request path")]
    [InlineData("--idle", "30", "is not a duration")]
    [InlineData("--body", "much", "is not a size")]
    public async Task A_wrong_value_is_an_error_that_says_what_to_write(string option, string value, string hint)
    {
        var args = new Dictionary<string, string> { ["--to"] = "http://127.0.0.1:8501", ["--domain"] = "app.example.org", [option] = value };

        (await _terminal.RunAsync(["config", "nginx", .. args.SelectMany(pair => new[] { pair.Key, pair.Value })])).ShouldBe(2);

        _terminal.Output.ShouldBeEmpty();
        _terminal.Error.ShouldContain(option);
        _terminal.Error.ShouldContain(hint);
    }

    [Fact]
    public async Task What_is_missing_is_told_all_at_once()
    {
        (await _terminal.RunAsync("config")).ShouldBe(2);

        _terminal.Error.ShouldContain("which kind?");
        _terminal.Error.ShouldContain("--to is missing");
        _terminal.Error.ShouldContain("--domain is missing");
    }

    [Fact]
    public async Task An_unknown_kind_has_a_nearest_name()
    {
        (await _terminal.RunAsync("config", "ngnix", "--to", "http://127.0.0.1:1", "--domain", "a.b")).ShouldBe(2);

        _terminal.Error.ShouldContain("did you mean nginx?");
    }
}
