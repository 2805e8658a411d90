using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Env;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=1\nB=${A}2", "12")]
    [InlineData("B=x # a comment", "x")]
    [InlineData("export B='x # y'", "x # y")]
    [InlineData("B=1\nB=2", "2")]
    [InlineData("B=${A}", null)]
    [InlineData("B=${B}", null)]
    [InlineData("A=${B}\nB=${A}", null)]
    [InlineData("B=${A", null)]
    public void A_value_is_filled_in_from_the_file_itself(string text, string? value) => Read(".env", text).Value("B").ShouldBe(value);

    [Theory]
    [InlineData(".env", "", false, false)]
    [InlineData(".env.production", "", true, false)]
    [InlineData("app/.env", "NODE_ENV=production", true, false)]
    [InlineData(".env.example", "", false, true)]
    [InlineData("dev.env", "", false, true)]
    [InlineData("config/local.env", "", false, true)]
    public void Its_name_says_whom_it_is_for(string name, string text, bool isForProduction, bool isForDevelopers)
    {
        EnvFile file = Read(name, text);

        file.IsForProduction.ShouldBe(isForProduction);
        file.IsForDevelopers.ShouldBe(isForDevelopers);
    }

    private static EnvFile Read(string name, string text) => ConfigKinds.Recognise(new SourceText(name, text))!.Read(new SourceText(name, text), new ReadContext()).ShouldBeOfType<EnvFile>();
}
