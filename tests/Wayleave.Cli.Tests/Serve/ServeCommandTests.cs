using Wayleave.Cli.Serve;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Cli.Tests.Serve;

public sealed class ServeCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wayleave-serve-");
    private readonly Terminal _terminal = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_good_file_is_praised_with_what_it_does()
    {
        string file = Write("listen: [8080, 'https://:8443']\nroutes: [{ path: /, proxy: 'http://a:1' }, { path: /b, proxy: 'http://b:1' }]");
        (await _terminal.RunAsync("serve", "--check", "-c", file)).ShouldBe(0);
        _terminal.Output.ShouldBe($"{file} is good: 2 routes, listens on http://0.0.0.0:8080, https://0.0.0.0:8443\n");
        _terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_good_file_does_that_is_perhaps_not_meant_is_told_beside_the_praise()
    {
        string file = Write("nodes: { name: a, others: [{ name: b, url: 'http://10.0.0.2:8080' }] }\nroutes: [{ path: /, proxy: 'http://a:1', carry: auto }]");
        (await _terminal.RunAsync("serve", "--check", "-c", file)).ShouldBe(0);
        _terminal.Output.ShouldStartWith($"{file} is good: ");
        _terminal.Error.ShouldStartWith("wayleave serve: warning: there are other nodes and no secret: ");
    }

    [Fact]
    public async Task A_bad_file_is_told_line_by_line()
    {
        string file = Write("listen: nowhere\ndrian: 1s\nroutes: [{ path: /, proxy: 'http://a:1' }]");
        (await _terminal.RunAsync("serve", "--check", "-c", file)).ShouldBe(2);
        _terminal.Error.ShouldBe(
            $"wayleave serve: {file}:1:9: listen: 'nowhere': nowhere is not an address of this machine; write 0.0.0.0 for all of its addresses, or 127.0.0.1 for itself alone\n" +
            $"wayleave serve: {file}:2:1: drian: there is no such key here; did you mean drain?\n");
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_served_is_told_where_it_stands()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "app.pem"), "nothing");
        string file = Write("listen: 'https://:8443'\ntls: { certificates: [app.pem] }\nroutes: [{ path: /, proxy: 'http://a:1' }]");
        (await _terminal.RunAsync("serve", "--check", "-c", file)).ShouldBe(2);
        _terminal.Error.ShouldStartWith($"wayleave serve: {file}:2:23: tls.certificates[0]: {_folder.FullName}/app.pem: holds no certificate; ");
    }

    [Fact]
    public async Task A_check_makes_no_self_signed_certificate_and_misses_none()
    {
        string file = Write("listen: 'https://:8443'\ntls: { state: state }\nroutes: [{ path: /, proxy: 'http://a:1' }]");
        (await _terminal.RunAsync("serve", "--check", "-c", file)).ShouldBe(0);
        _folder.GetFileSystemInfos().Select(entry => entry.FullName).ShouldBe([file]);
    }

    [Fact]
    public async Task The_command_line_alone_is_enough_and_the_platforms_port_counts()
    {
        _terminal.Environment["PORT"] = "10000";
        (await _terminal.RunAsync("serve", "--to", "http://127.0.0.1:8501", "--check")).ShouldBe(0);
        _terminal.Output.ShouldBe("the command line is good: 1 route, listens on http://0.0.0.0:10000\n");
    }

    [Fact]
    public async Task The_command_line_wins_over_the_file()
    {
        string file = Write("listen: 1\ndrain: 1s\nforwarded: both\nroutes: [{ path: /x, proxy: 'http://a:1' }]");
        (await _terminal.RunAsync("serve", "-c", file, "--to", "http://b:2", "--to", "http://b:3", "--listen", ":81", "--listen", "https://:82", "--admin", "off", "--edge", "cloudflare", "--host", "keep", "--carry", "script", "--drain", "5s", "--log", "json", "--print-config")).ShouldBe(0);
        foreach (string line in new[] { "listen: [\"http://0.0.0.0:81\", \"https://0.0.0.0:82\"]", "edge: [\"cloudflare\"]", "admin: off", "drain: 5s", "log: json", "forwarded: both", "host: keep", "mode: script", "url: \"http://b:2\"", "url: \"http://b:3\"" })
            _terminal.Output.Replace("[cloudflare]", "[\"cloudflare\"]", StringComparison.Ordinal).ShouldContain(line);
        _terminal.Output.ShouldNotContain("/x");
    }

    [Theory]
    [InlineData("--listen", "nowhere", "--listen: 'nowhere': nowhere is not an address of this machine")]
    [InlineData("--listen", "", "--listen: '")]
    [InlineData("--admin", "of", "--admin: 'of'")]
    [InlineData("--edge", "cloudflair", "--edge: there is no 'cloudflair' here; did you mean cloudflare?")]
    [InlineData("--host", "kep", "--host: there is no 'kep' here; did you mean keep?")]
    [InlineData("--carry", "autoo", "--carry: there is no 'autoo' here; did you mean auto?")]
    [InlineData("--drain", "30", "--drain: '30' has no unit; write 30s for seconds")]
    [InlineData("--log", "jsno", "--log: there is no 'jsno' here; did you mean json?")]
    [InlineData("--to", "127.0.0.1:1", "--to: '127.0.0.1:1' has no scheme; write http://127.0.0.1:1")]
    [InlineData("--to", "8501", "--to: '8501' is not a URL; write http://127.0.0.1:8501")]
    [InlineData("-c", "missing.yaml", "wayleave serve: missing.yaml: there is no file missing.yaml")]
    [InlineData("-c", "/", "wayleave serve: /: / is a folder")]
    [InlineData("--lisen", "1", "there is no option --lisen; did you mean --listen?")]
    public async Task A_wrong_value_is_told_by_its_option(string option, string value, string expected)
    {
        (await _terminal.RunAsync("serve", "--to", "http://127.0.0.1:8501", option, value, "--check")).ShouldBe(2);
        _terminal.Error.ShouldContain(expected);
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_nothing_to_serve_the_next_step_is_named()
    {
        (await _terminal.RunAsync("serve")).ShouldBe(2);
        _terminal.Error.ShouldContain("write wayleave serve --to http://127.0.0.1:8501");
    }

    [Fact]
    public async Task The_schema_is_printed()
    {
        (await _terminal.RunAsync("serve", "--print-schema")).ShouldBe(0);
        _terminal.Output.ShouldBe(SettingsSchema.Text());
    }

    [Fact]
    public void A_source_can_be_asked_again_and_says_what_became_wrong()
    {
        string file = Write("routes: [{ path: /, proxy: 'http://a:1' }]");
        var source = new SettingsSource(file, new SettingsOverrides(), new ReadingWorld { Environment = _ => null });
        source.Read().Settings.ShouldNotBeNull().Routes.Single().Destinations.Single().Url.Host.ShouldBe("a");
        Write("routes: [{ path: /, proxy: 'http://b:1' }]");
        source.Read().Settings.ShouldNotBeNull().Routes.Single().Destinations.Single().Url.Host.ShouldBe("b");
        Write("routes: [");
        source.Read().Settings.ShouldBeNull();
        File.Delete(file);
        source.Read().Errors.Single().Message.ShouldContain("there is no file");
        new SettingsSource("/dev/zero", new SettingsOverrides(), new ReadingWorld { Environment = _ => null }).Read().Errors.Single().Message.ShouldContain("at most");
    }

    private string Write(string text)
    {
        string file = Path.Combine(_folder.FullName, "wayleave.yaml");
        File.WriteAllText(file, text);
        return file;
    }
}
