using System.Collections.Immutable;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Phoenix;

public sealed class PhoenixReaderTests
{
    [Theory]
    [InlineData("config :a, A.Endpoint, url: [host: \"a\"]", "url", "[host: \"a\"]")]
    [InlineData("config(:a, A.Endpoint,\n  check_origin: :conn\n)", "check_origin", ":conn")]
    [InlineData("@opts [timeout: 1]\nsocket \"/s\", A.Socket, websocket: @opts", "websocket", "[timeout: 1]")]
    [InlineData("hosts = [\"//a\"]\nconfig :a, A.Endpoint, check_origin: hosts", "check_origin", "[\"//a\"]")]
    public void A_call_has_its_keywords_at_their_places(string text, string key, string value) =>
        Read(text).ShouldHaveSingleItem().Options![key]!.At.Text.ShouldBe(value);

    [Theory]
    [InlineData("if config_env() == :dev do\n  config :a, A.Endpoint, x: 1\nend", 0)]
    [InlineData("if config_env() == :prod do\n  config :a, A.Endpoint, x: 1\nelse\n  config :a, A.Endpoint, x: 2\nend", 1)]
    [InlineData("unless config_env() == :prod do\n  config :a, A.Endpoint, x: 1\nend\nconfig :a, A.Endpoint, x: 2", 1)]
    [InlineData("if code_reloading? do\n  socket \"/l\", A\nend", 0)]
    public void Only_what_production_is_told_counts(string text, int calls) => Read(text).Length.ShouldBe(calls);

    [Fact]
    public void What_a_condition_decides_is_told() =>
        Read("if System.get_env(\"A\") do\n  config :a, A.Endpoint, x: 1\nend\nconfig :b, B.Endpoint, x: 1").Select(call => call.IsConditional).ShouldBe([true, false]);

    [Fact]
    public void A_later_file_rules_and_keyword_lists_are_merged()
    {
        PhoenixFile[] files = [File("runtime.exs", "config :a, A.Endpoint, url: [port: 443]"), File("prod.exs", "config :a, A.Endpoint, url: [host: \"b\", port: 80]"), File("config.exs", "config :a, A.Endpoint, url: [host: \"a\"], x: 1"), File("dev.exs", "config :a, A.Endpoint, url: [host: \"c\"]")];

        PhoenixProject project = PhoenixProject.Of(files).ShouldHaveSingleItem();

        project.Find("url", "host")!.Value.Value.Text.ShouldBe("b");
        project.Find("url", "port")!.Value.Value.Text.ShouldBe("443");
        project.Find("x")!.Value.File.Stem.ShouldBe("config");
        project.Find("y").ShouldBeNull();
    }

    [Fact]
    public void A_value_that_one_may_replace_is_unknown() =>
        PhoenixProject.Of([File("runtime.exs", "config :a, A.Endpoint, x: 1\nif a do\n  config :a, A.Endpoint, x: 2\nend")]).ShouldHaveSingleItem().Find("x")!.Value.Value.ShouldBeOfType<CodeUnknown>();

    private static PhoenixFile File(string name, string text) => new(new SourceText(name, text), Read(text));

    private static ImmutableArray<PhoenixCall> Read(string text) => PhoenixReader.Read(new SourceText("runtime.exs", text));
}
