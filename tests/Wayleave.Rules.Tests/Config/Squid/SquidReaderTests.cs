using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Squid;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Squid;

public sealed class SquidReaderTests
{
    public static IEnumerable<TheoryDataRow<string>> Samples => LintCase.All("squid").SelectMany(one => one.Files.Select(file => new TheoryDataRow<string>(file.Text)));

    [Fact]
    public void A_line_is_its_words_and_what_a_backslash_adds()
    {
        SquidFile file = Read("http_port 80 \\\r\n  accel # not here\r\n\n  acl a dstdomain \"x y\"\n\tread_timeout 5");

        file.Lines.Select(line => string.Join('|', line.Words)).ShouldBe(["http_port|80|accel", "acl|a|dstdomain|x y", "read_timeout|5"]);
        file.Lines.Select(line => line.At.Text).ShouldBe(["http_port 80 \\\r\n  accel", "acl a dstdomain \"x y\"", "read_timeout 5"]);
    }

    [Theory]
    [InlineData("read_timeout 30", 30)]
    [InlineData("read_timeout 2 minutes", 120)]
    [InlineData("read_timeout 1.5 hour", 5400)]
    [InlineData("read_timeout 5minutes", 300)]
    [InlineData("read_timeout 1 day", 86_400)]
    [InlineData("read_timeout soon", null)]
    [InlineData("read_timeout", null)]
    public void A_time_has_its_unit_behind_it(string line, int? seconds) => (SquidUnits.Time(Read(line).Lines[0])?.TotalSeconds).ShouldBe(seconds);

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_text_makes_it_throw(string text)
    {
        int index = 0;
        foreach (string wounded in Wounded.Versions(text, "\"", "\\", "\\\n", "#", "\n", "\r", "if x\n", "endif\n", "include a\n", "http_port ", "read_timeout 1e9 weeks\n"))
        {
            foreach (SquidLine line in Read(wounded).Lines) line.At.Text.ShouldStartWith(line.At.Text.StartsWith('"') ? "\"" : line.Name);
            if (index++ % 7 == 0) Linter.Check([new SourceText("squid.conf", wounded)], new LintOptions { Kind = "squid", Paths = ["/ws"] }).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Its_files_are_recognised()
    {
        foreach (LintCase one in LintCase.All("squid"))
        {
            foreach ((string name, string text) in one.Files) (ConfigKinds.Recognise(new SourceText(name, text))?.Name).ShouldBe("squid");
        }
    }

    private static SquidFile Read(string text) => SquidReader.Read(new SourceText("squid.conf", text), new ReadContext());
}
