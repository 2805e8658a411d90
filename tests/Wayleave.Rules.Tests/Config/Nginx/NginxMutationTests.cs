using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxMutationTests
{
    private static readonly string[] s_pieces = ["{", "}", ";", "\"", "'", "\\", "$", "${", "#", "\n", " ", "include x;", "map $a $b {", "x_by_lua_block {", "--[[", "{{", "}}", "{%", "%}", "<%=", "\uFEFF", "\0", "# configuration file /a:\n"];

    public static IEnumerable<TheoryDataRow<string>> Samples => LintCase.All("nginx").SelectMany(one => one.Files.Concat(one.Around).Select(file => new TheoryDataRow<string>(file.Text)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_beginning_of_a_file_is_read_without_a_throw(string text)
    {
        for (int length = 0; length <= text.Length; length++) Hold(text[..length]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_wounded_file_is_read_without_a_throw(string text)
    {
        var random = new Random(17);
        for (int round = 0; round < 300; round++)
        {
            string wounded = text;
            for (int wounds = random.Next(1, 6); wounds > 0; wounds--)
            {
                int at = random.Next(wounded.Length + 1), gone = random.Next(Math.Min(8, wounded.Length - at + 1));
                wounded = wounded[..at] + (random.Next(3) > 0 ? s_pieces[random.Next(s_pieces.Length)] : "") + wounded[(at + gone)..];
            }

            Hold(wounded);
        }
    }

    private static void Hold(string text)
    {
        var source = new SourceText("nginx.conf.template", text);
        string.Concat(NginxLexer.Read(source.All, template: true).Select(token => token.At.Text)).ShouldBe(text);
        string.Concat(NginxLexer.Read(source.All).Select(token => token.At.Text)).ShouldBe(text);
        NginxFile file = Nginxes.Read(text, "nginx.conf.template", new MemoryFiles(false, ("x", text)));
        foreach (NginxDirective directive in file.All)
        {
            // A word that nothing fills and no escape changes is what stands at its place.
            foreach (NginxWord word in directive.Words.Where(word => !word.IsQuoted && !word.At.Text.Contains('\\') && !word.At.Text.Contains("dollar", StringComparison.OrdinalIgnoreCase))) word.Text.ShouldBe(word.At.Text);
            directive.At.Text.ShouldStartWith(directive.Words[0].At.Text);
        }
    }
}
