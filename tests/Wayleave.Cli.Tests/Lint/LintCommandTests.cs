using System.Text.Json;

namespace Wayleave.Cli.Tests.Lint;

public sealed class LintCommandTests : IDisposable
{
    private const string Broken = "server {\n    location /ws {\n        proxy_pass http://127.0.0.1:8000;\n        proxy_read_timeout 1h;\n    }\n}\n";

    private const string Right =
        "server {\n    location /ws {\n        proxy_pass http://127.0.0.1:8000;\n        proxy_http_version 1.1;\n        proxy_set_header Upgrade $http_upgrade;\n" +
        "        proxy_set_header Connection upgrade;\n        proxy_set_header Host $http_host;\n        proxy_set_header X-Forwarded-Proto $scheme;\n        proxy_read_timeout 1h;\n    }\n}\n";

    private readonly Terminal _terminal = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wayleave-lint-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_finding_is_shown_with_its_line_and_a_caret_and_makes_the_status_1()
    {
        string file = Put("site.conf", Broken);

        (await _terminal.RunAsync("lint", file)).ShouldBe(1);

        _terminal.Output.ShouldContain($"{file}:3:9: error: upgrade-not-forwarded (upgrade-header-stripped)\n    3 |         proxy_pass http://127.0.0.1:8000;\n      |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n");
        _terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_json_has_the_contracts_members()
    {
        string file = Put("site.conf", Broken);

        await _terminal.RunAsync("lint", file, "--format", "json");

        JsonElement json = JsonDocument.Parse(_terminal.Output).RootElement;
        json.GetProperty("schema").GetString().ShouldBe("wayleave/lint/1");
        JsonElement finding = json.GetProperty("findings").EnumerateArray().First(one => one.GetProperty("rule").GetString() == "upgrade-not-forwarded");
        finding.GetProperty("cause").GetString().ShouldBe("upgrade-header-stripped");
        finding.GetProperty("severity").GetString().ShouldBe("error");
        finding.GetProperty("file").GetString().ShouldBe(file);
        (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()).ShouldBe((3, 9));
        json.GetProperty("files").EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("nginx");
        json.GetProperty("errors").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Several_files_are_one_deployment_behind_the_edge_that_is_named()
    {
        string site = Put("site.conf", Right), settings = Put("settings.py", "SECURE_SSL_REDIRECT = True\nSECURE_PROXY_SSL_HEADER = (\"HTTP_X_FORWARDED_PROTO\", \"https\")\n"), start = Put("Procfile", "web: daphne -p 8000 --ping-interval 300 app.asgi:application\n");

        (await _terminal.RunAsync("lint", site, settings, start, "--edge", "cloudflare", "--format", "json")).ShouldBe(1);

        JsonElement json = JsonDocument.Parse(_terminal.Output).RootElement;
        string[] causes = [.. json.GetProperty("findings").EnumerateArray().Select(one => $"{Path.GetFileName(one.GetProperty("file").GetString())}: {one.GetProperty("cause").GetString()}")];
        causes.ShouldContain("site.conf: forwarded-proto-wrong");
        causes.ShouldContain("Procfile: idle-timeout-edge");
    }

    [Theory]
    [InlineData("error", 1)]
    [InlineData("never", 0)]
    public async Task Fail_on_moves_the_line(string level, int status)
    {
        (await _terminal.RunAsync("lint", Put("site.conf", Broken), "--fail-on", level)).ShouldBe(status);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_beside_what_the_others_have()
    {
        string file = Put("site.conf", Broken), missing = Path.Combine(_folder.FullName, "none.conf");

        (await _terminal.RunAsync("lint", file, missing, "--format", "json")).ShouldBe(2);

        JsonElement json = JsonDocument.Parse(_terminal.Output).RootElement;
        json.GetProperty("errors").EnumerateArray().Single().GetProperty("file").GetString().ShouldBe(missing);
        json.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("--format", "xml", "write text, json, sarif or github")]
    [InlineData("--path", "ws", "it begins with /")]
    [InlineData("--edge", "cloudflair", "did you mean cloudflare?")]
    [InlineData("--kind", "ngnix", "did you mean nginx?")]
    [InlineData("--server-version", "nginx", "is not PRODUCT=VERSION")]
    [InlineData("--env", "/nowhere/.env", "there is no")]
    [InlineData("--root", "/nowhere/at/all", "there is no folder")]
    [InlineData("--explain", "upgrade-not-forwardet", "did you mean upgrade-not-forwarded?")]
    public async Task A_wrong_argument_is_an_error_that_says_what_to_write(string option, string value, string hint)
    {
        (await _terminal.RunAsync("lint", Put("site.conf", Right), option, value)).ShouldBe(2);

        _terminal.Output.ShouldBeEmpty();
        _terminal.Error.ShouldContain(option);
        _terminal.Error.ShouldContain(hint);
    }

    [Fact]
    public async Task A_wrong_argument_yields_the_json_object_too()
    {
        (await _terminal.RunAsync("lint", "--format", "json", "--edge", "nobody", "x")).ShouldBe(2);

        JsonDocument.Parse(_terminal.Output).RootElement.GetProperty("errors").EnumerateArray().Single().GetProperty("message").GetString()!.ShouldContain("--edge");
    }

    [Fact]
    public async Task Standard_input_is_a_file_too()
    {
        _terminal.Input = Broken;

        (await _terminal.RunAsync("lint", "-")).ShouldBe(1);

        _terminal.Output.ShouldContain("-:3:9: error");
    }

    [Fact]
    public async Task A_comment_with_a_reason_silences_a_rule_and_one_without_does_not()
    {
        string Commented(string comment) => Broken.Replace("        proxy_pass", $"        {comment}\n        proxy_pass", StringComparison.Ordinal);
        await _terminal.RunAsync("lint", Put("one.conf", Commented("# wayleave: allow upgrade-not-forwarded: the app polls")));
        _terminal.Output.ShouldNotContain("upgrade-not-forwarded");

        await _terminal.RunAsync("lint", Put("two.conf", Commented("# wayleave: allow upgrade-not-forwarded")));

        _terminal.Output.ShouldContain("upgrade-not-forwarded");
    }

    [Theory]
    [InlineData("sarif", "\"version\": \"2.1.0\"")]
    [InlineData("github", "::error file=")]
    public async Task Findings_come_in_the_formats_of_code_reviews(string format, string sign)
    {
        (await _terminal.RunAsync("lint", Put("site.conf", Broken), "--format", format)).ShouldBe(1);

        _terminal.Output.ShouldContain(sign);
    }

    private string Put(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
