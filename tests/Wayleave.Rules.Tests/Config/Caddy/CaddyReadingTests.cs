using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Tests.Config.Data;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Caddy;

public sealed class CaddyReadingTests
{
    [Theory]
    [InlineData("a b c", "a|b|c")]
    [InlineData("a \"b \\\" c\" `d \"e`", "a|b \" c|d \"e")]
    [InlineData("a \"b\nc\" d", "a|b\nc|d")]
    [InlineData("a b#c #d", "a|b#c")]
    [InlineData("a b \\\n\tc", "a|b|c")]
    [InlineData("a {host} x{path}y", "a|{host}|x{path}y")]
    [InlineData("a \"{\" `}`", "a|{|}")]
    [InlineData("a {$KNOWN} {$OTHER} {$OTHER:else} x{$KNOWN}", "a|value|{$OTHER}|else|xvalue")]
    [InlineData("a <<END\n\t  one {\n\ttwo\n\tEND 200", "a|  one {\ntwo|200")]
    [InlineData("a <<END\nnever ended", "a|<<END")]
    public void Words_end_where_Caddy_ends_them(string text, string words) => Words(Lines(text)[0]).ShouldBe(words);

    [Fact]
    public void Blocks_hold_what_stands_between_their_braces()
    {
        CaddyDirective outer = Lines("a b {\n\tc d {\n\t\te\n\t}\n\tf\n}\n").Single();

        Words(outer).ShouldBe("a|b");
        outer.At.Text.ShouldBe("a b {");
        outer.Block.Select(Words).ShouldBe(["c|d", "f"]);
        outer.Block[0].Block.Select(Words).ShouldBe(["e"]);
    }

    [Theory]
    [InlineData("a.net {\n\treverse_proxy b\n}", "a.net")]
    [InlineData("a.net, \n  http://b.net:8080 {\n\treverse_proxy b\n}", "a.net,|http://b.net:8080")]
    [InlineData("a.net\n\nreverse_proxy b", "a.net")]
    [InlineData("{\n\temail x\n}\n(s) {\n\tlog\n}\n&(r) {\n\tlog\n}\na.net {\n}", "a.net")]
    [InlineData("reverse_proxy b {\n\tlb_policy first\n}\n", "")]
    [InlineData("@ws path /ws\nreverse_proxy @ws b", "")]
    public void Sites_are_told_from_options_snippets_and_fragments(string text, string addresses)
    {
        var source = new SourceText("Caddyfile", text);

        CaddySite site = CaddyfileReader.Sites(CaddyfileReader.Read(source, new ReadContext()).Root, source).Single();

        string.Join('|', site.Addresses.Select(word => word.Text)).ShouldBe(addresses);
    }

    [Fact]
    public void An_import_fills_in_its_arguments_and_may_import_itself()
    {
        CaddyFile file = CaddyfileReader.Read(new SourceText("Caddyfile", "(s) {\n\tx {args[0]} {args.1} y{args[0]}\n\tz {args[:]}\n\timport s again\n}\na.net {\n\timport s one two\n}"), new ReadContext());

        file.Root[0].Block.Take(4).Select(Words).ShouldBe(["x|one|two|yone", "z|one|two", "x|again|{args.1}|yagain", "z|again"]);
        file.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void An_import_of_files_is_relative_to_the_file_that_has_it()
    {
        var files = new MemoryFiles(all: true, ("c/Caddyfile", "import sites/*"), ("c/sites/a", "a.net {\n\timport ../parts/p\n}"), ("c/sites/../parts/p", "reverse_proxy app:80"));

        CaddyFile file = CaddyfileReader.Read(files.Read("c/Caddyfile", "")!, new ReadContext { Files = files });

        Words(file.Root.Single().Block.Single()).ShouldBe("reverse_proxy|app:80");
    }

    [Theory]
    [InlineData("a {\n\tb", 1, "this block is not closed before the end of the file")]
    [InlineData("a {\n}\n}\n", 3, "this brace closes no block")]
    public void What_cannot_be_read_is_told_with_its_place(string text, int line, string message)
    {
        ReadError error = CaddyfileReader.Read(new SourceText("Caddyfile", text), new ReadContext()).Errors.Single();

        (error.At.Line, error.Message).ShouldBe((line, message));
    }

    [Fact]
    public void All_pieces_one_behind_the_other_are_the_text()
    {
        foreach (string text in LintCase.All("caddy").SelectMany(one => one.Files).Select(file => file.Text).SelectMany(text => DataShape.Damaged(text, 7)))
        {
            string joined = string.Concat(CaddyLexer.Read(new SourceText("Caddyfile", text)).Select(token => token.At.Text));
            joined.ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("5m", 300.0)]
    [InlineData("1h30m", 5400.0)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2d", 172_800.0)]
    [InlineData("300000000000", 300.0)]
    [InlineData("x", null)]
    [InlineData("5y", null)]
    [InlineData("", null)]
    public void Times_are_read_as_Go_writes_them(string text, double? seconds) => (CaddyUnits.Time(text)?.TotalSeconds).ShouldBe(seconds);

    private static ImmutableArray<CaddyDirective> Lines(string text) =>
        new CaddyParser(new ReadContext { Variables = ImmutableDictionary<string, string>.Empty.Add("KNOWN", "value") }).Lines(new SourceText("Caddyfile", text));

    private static string Words(CaddyDirective line) => string.Join('|', line.Words.Select(word => word.Text));
}
