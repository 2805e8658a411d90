using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Pound;
using Wayleave.Rules.Config.Sources;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Pound;

public sealed class PoundKindTests
{
    [Fact]
    public void Lines_are_read_with_their_places()
    {
        PoundFile file = Read("ListenHTTP\r\n\tSetHeader \"A: # b\" # c\r\n\r\nEnd");

        file.Lines.Select(line => string.Join('|', line.Words)).ShouldBe(["ListenHTTP", "SetHeader|A: # b", "End"]);
        file.Lines.Select(line => line.At.Text).ShouldBe(["ListenHTTP", "SetHeader \"A: # b\"", "End"]);
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        foreach (string wounded in LintCase.All("pound").SelectMany(one => one.Files).SelectMany(file => Wounded.Versions(file.Text, "\"", "\\", "#", "\n", "End", " ")))
        {
            foreach (PoundLine line in Read(wounded).Lines) line.At.Text.ShouldContain(line.Words[0]);
        }
    }

    [Fact]
    public void Its_files_are_recognised()
    {
        foreach ((string name, string text) in LintCase.All("pound").SelectMany(one => one.Files)) (ConfigKinds.Recognise(new SourceText(name, text))?.Name).ShouldBe("pound");
    }

    private static PoundFile Read(string text) => (PoundFile)new PoundKind().Read(new SourceText("pound.cfg", text), new ReadContext());
}
