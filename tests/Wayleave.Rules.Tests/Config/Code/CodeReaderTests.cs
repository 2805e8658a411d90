using System.Collections.Immutable;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Tests.Config.Data;

namespace Wayleave.Rules.Tests.Config.Code;

public sealed class CodeReaderTests
{
    private static readonly string[] s_pieces = ["\"", "'", "`", "#{", "${", "}", "{", "[", "]", "(", ")", "\n", "%w[", "~w(", "~r/", "/", "<<~A\n", "\"\"\"", "?", "\\", ":", "=>", ",", "#", "//", "/*", "*/", "=begin\n", "|", "\uD83D"];

    private static readonly ImmutableDictionary<string, string> s_samples = ImmutableDictionary<string, string>.Empty
        .Add("Elixir", "import Config\r\n# a \"comment\nhost = System.get_env(\"H\") ||\n  \"x#{1 + %{a: \"}\"}[:a]}\"\nconfig :a, A.Endpoint, url: [host: host, port: 4_000], check_origin: ~w(//a //b), x: ?\", y: ~r{a[/]}i, z: {:system, \"P\"}\n@doc \"\"\"\n\"quoted\" [\n\"\"\"\nif a do\nend\n")
        .Add("Ruby", "Rails.application.configure do\n  config.hosts << /.*\\.example\\.org/ # x\n  config.a = %w[a b].freeze\n  x = a / b / c\n  y = <<~TEXT.strip\n    it's [open\n  TEXT\n  config.b = { \"k\" => :v, url: \"ws://#{ENV[\"H\"]}/cable\" } if true\nend\n=begin\n[\n=end\n")
        .Add("Script", "#!/usr/bin/env node\nimport { defineConfig } from 'vite' // x\nexport default defineConfig(({ mode }) => ({ /* [ */ server: { proxy: { '^/api/.*': { target: `http://${h + `}`}:80`, rewrite: p => p.replace(/^\\/api[/\"]/, '') }, }, a: 1 / 2, }, }))\n")
        .Add("Php", "<?php // it's\n# it's\n#[A]\nreturn ['a' => \"x\n{$y['z']}\", /* ] */ 'b' => [1, null], 'c' => env('D', 'e') ?: f(1) / 2];\n");

    public static TheoryData<string> Languages => ["Elixir", "Ruby", "Script", "Php"];

    [Theory]
    [InlineData("Elixir", "[a: 1, b: [\"x\", :y]]", "{a: 1, b: [\"x\", :y]}")]
    [InlineData("Elixir", "%{a: 4_000}", "{a: 4000}")]
    [InlineData("Elixir", "%Plug{\"a\" => true}", "{a: true}")]
    [InlineData("Elixir", "{:system, \"PORT\"}", "[:system, \"PORT\"]")]
    [InlineData("Elixir", "~w(a  b)", "[\"a\", \"b\"]")]
    [InlineData("Elixir", "[A.B, c: 1]", "[A.B, {c: 1}]")]
    [InlineData("Elixir", "\"\"\"\na\n\"\"\"", "\"a\"")]
    [InlineData("Ruby", "%w[a b].freeze", "[\"a\", \"b\"]")]
    [InlineData("Ruby", "{ :a => 'x', b: nil, \"c\" => [] }", "{a: \"x\", b: null, c: []}")]
    [InlineData("Ruby", "'#{a}'", "\"#{a}\"")]
    [InlineData("Php", "['a' => 'x', 'b' => [1, true]]", "{a: \"x\", b: [1, true]}")]
    [InlineData("Script", "{ a: 'x', 'b-c': `y`, d: [1, 2,], }", "{a: \"x\", b-c: \"y\", d: [1, 2]}")]
    [InlineData("Script", "{ a: true as const } satisfies X", "{a: true}")]
    [InlineData("Script", "({ a: undefined })", "{a: null}")]
    public void A_literal_is_what_its_language_would_make_of_it(string language, string text, string value) => DataShape.Of(Values(language, text).ShouldHaveSingleItem()).ShouldBe(value);

    [Theory]
    [InlineData("Elixir", "\"a#{b}\"")]
    [InlineData("Elixir", "\"a\" <> b")]
    [InlineData("Elixir", "[\"a\"] |> f()")]
    [InlineData("Elixir", "host")]
    [InlineData("Ruby", "\"a\".sub(/a/, 'b')")]
    [InlineData("Ruby", "[1] + x")]
    [InlineData("Script", "cond ? 'a' : 'b'")]
    [InlineData("Script", "['a'].concat(b)")]
    [InlineData("Script", "`a${b}`")]
    [InlineData("Php", "\"a$b\"")]
    [InlineData("Script", "() => ({ a: 1 })")]
    public void What_only_running_would_tell_is_unknown(string language, string text) => Values(language, text).ShouldHaveSingleItem().ShouldBeOfType<CodeUnknown>();

    [Theory]
    [InlineData("Elixir", "System.get_env(\"NAME\") || \"d\"", "NAME", "d")]
    [InlineData("Elixir", "System.get_env(\"NAME\", \"d\")", "NAME", "d")]
    [InlineData("Elixir", "System.fetch_env!(\"NAME\")", "NAME", null)]
    [InlineData("Ruby", "ENV.fetch(\"NAME\", \"d\")", "NAME", "d")]
    [InlineData("Ruby", "ENV['NAME'] || 'd'", "NAME", "d")]
    [InlineData("Script", "process.env.NAME ?? 'd'", "NAME", "d")]
    [InlineData("Script", "process.env.NAME", "NAME", null)]
    [InlineData("Php", "env('NAME', 'd')", "NAME", "d")]
    public void A_value_from_the_environment_keeps_its_name_and_its_default(string language, string text, string name, string? byDefault)
    {
        CodeUnknown value = Values(language, text).ShouldHaveSingleItem().ShouldBeOfType<CodeUnknown>();

        value.Variable.ShouldBe(name);
        value.Default?.Text.ShouldBe(byDefault);
    }

    [Theory]
    [InlineData("Ruby", "a / b #c", "Name Sign Name Comment")]
    [InlineData("Ruby", "x = /a#/", "Name Sign Pattern")]
    [InlineData("Ruby", "a %w", "Name Sign Name")]
    [InlineData("Elixir", "[?\", ?\\\\, 1]", "Sign Number Sign Number Sign Number Sign")]
    [InlineData("Script", "a = b / c // d", "Name Sign Name Sign Name Comment")]
    [InlineData("Script", "f(/[/\"]/g)", "Name Sign Pattern Sign")]
    [InlineData("Script", "'a\nb", "Text LineEnd Name")]
    public void Strings_comments_and_patterns_end_where_they_do(string language, string text, string kinds) =>
        string.Join(' ', Tokens(language, text).Where(token => token.Kind is not CodeTokenKind.Blank).Select(token => token.Kind)).ShouldBe(kinds);

    [Theory]
    [MemberData(nameof(Languages))]
    public void All_pieces_one_behind_the_other_are_the_text(string language)
    {
        foreach (string text in Wounded.Versions(s_samples[language], s_pieces))
        {
            ImmutableArray<CodeToken> tokens = Tokens(language, text);

            string.Concat(tokens.Select(token => token.At.Text)).ShouldBe(text);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_makes_it_throw_and_every_place_lies_in_the_text(string language)
    {
        foreach (string text in Wounded.Versions(s_samples[language], s_pieces))
        {
            var source = new SourceText("x", text);
            foreach (ImmutableArray<CodeToken> line in CodeLines.Of(CodeLexer.Read(source, Enum.Parse<CodeLanguage>(language))))
            {
                foreach (DataNode value in new CodeValues(line, Enum.Parse<CodeLanguage>(language), _ => null).Read()) DataShape.MustHavePlaces(source, value);
            }
        }
    }

    [Fact]
    public void A_statement_goes_on_where_its_line_says_so() =>
        CodeLines.Of(Tokens("Elixir", "a =\n  b\nc d,\n  e\nf\n|> g\n")).Select(line => line[0].At.Text).ShouldBe(["a", "c", "f"]);

    private static ImmutableArray<CodeToken> Tokens(string language, string text) => CodeLexer.Read(new SourceText("x", text), Enum.Parse<CodeLanguage>(language));

    private static ImmutableArray<DataNode> Values(string language, string text) =>
        new CodeValues([.. Tokens(language, text).Where(token => token.Kind is not (CodeTokenKind.Blank or CodeTokenKind.Comment or CodeTokenKind.LineEnd))], Enum.Parse<CodeLanguage>(language), _ => null).Read();
}
