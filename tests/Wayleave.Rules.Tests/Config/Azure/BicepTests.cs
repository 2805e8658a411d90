using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Azure;
using Wayleave.Rules.Config.Azure.Reading;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Tests.Config.Data;

namespace Wayleave.Rules.Tests.Config.Azure;

public sealed class BicepTests
{
    private const string Sample = """
        // The app.
        targetScope = 'resourceGroup'
        @allowed(['a', 'b']) /* two
        of them */
        param tier string = 'a'
        var words = ['one', '''two
        three''', 'it\'s ${toUpper('a${tier}')} }']
        resource site 'Microsoft.Web/sites@2022-09-01' = if (tier == 'a') {
          name: 'x-${uniqueString(resourceGroup().id)}'
          'quoted key': true
          properties: { count: 3, open: tier == 'b' ? [1] : { a: 2 }
            none: null }
          resource web 'config' = {
            name: 'web'
          }
        }
        resource many 'Microsoft.Web/sites@2022-09-01' = [for (word, i) in words: if (i > 0) {
          name: word
        }]
        output id string = site.id
        """;

    [Fact]
    public void All_pieces_of_a_text_are_the_text()
    {
        foreach (string text in Wounded.Versions(Sample, "'", "${", "}", "'''", "/*", "\\", "\n", "[", "é").Append(Sample))
            string.Concat(BicepLexer.Read(text).Select(token => text[token.Start..token.End])).ShouldBe(text);
    }

    [Fact]
    public void No_text_makes_the_parser_throw_and_every_place_lies_in_it()
    {
        foreach (string text in Wounded.Versions(Sample, "'", "${", "{", "}", "[", "]", "(", ":", "=", "resource ", "for ", "\n", "?").Append(Sample))
        {
            var source = new SourceText("main.bicep", text);
            AzureTemplate template = BicepParser.Read(source, out _);
            foreach (AzureResource resource in template.Resources) DataShape.MustHavePlaces(source, resource.Body);
        }
    }

    [Fact]
    public void Deep_nesting_is_no_deep_recursion()
    {
        var source = new SourceText("main.bicep", "var x = " + string.Concat(Enumerable.Repeat("[", 20_000)));
        BicepParser.Read(source, out _).Variables.Count.ShouldBe(1);
        BicepLexer.Read(string.Concat(Enumerable.Repeat("'${", 20_000))).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("'text'", "\"text\"")]
    [InlineData(@"'it\'s'", "\"it's\"")]
    [InlineData("true // yes", "true")]
    [InlineData("{ a: 1, b: 'x' }", "{a: 1, b: \"x\"}")]
    [InlineData("{\n a: 1\n\n 'b c': [\n 2\n 3 ]\n}", "{a: 1, b c: [2, 3]}")]
    public void A_value_is_read_as_it_is_written(string text, string shape) => DataShape.Of(Variable(text)).ShouldBe(shape);

    [Theory]
    [InlineData("'a${b}c'")]
    [InlineData("union({ a: 1 }, {\n b: 2\n})")]
    [InlineData("live\n ? true\n : false")]
    [InlineData("{ a: 1 }.a")]
    [InlineData("-1")]
    public void What_has_to_be_computed_is_no_value(string text) => Variable(text).ShouldBeOfType<AzureExpression>().At.Text.ShouldBe(text);

    [Fact]
    public void A_resource_knows_its_type_its_body_and_what_it_stands_in()
    {
        AzureTemplate template = BicepParser.Read(new SourceText("main.bicep", Sample), out var errors);

        errors.ShouldBeEmpty();
        template.Resources.Select(one => one.Type).ShouldBe(["Microsoft.Web/sites", "Microsoft.Web/sites/config", "Microsoft.Web/sites"]);
        template.Resources[0].At.Text.ShouldBe("resource site 'Microsoft.Web/sites@2022-09-01'");
        template.Resources[0].Entry("NONE")!.At.Text.ShouldBe("none: null");
        template.Resources[1].Inside!.Symbol.ShouldBe("site");
        template.Resources[2].Body["name"]!.At.Text.ShouldBe("word");
    }

    [Fact]
    public void A_variable_is_followed_and_a_parameter_only_as_what_may_be()
    {
        AzureTemplate template = BicepParser.Read(new SourceText("main.bicep", "param p bool = false\nvar v = p\nvar w = 'on'\nvar x = w\nvar y = y\n"), out _);

        template.Known(template.Variables["x"])!.Text.ShouldBe("on");
        template.Known(template.Variables["v"]).ShouldBeNull();
        template.Usual(template.Variables["v"])!.Text.ShouldBe("false");
        template.Known(template.Variables["y"]).ShouldBeNull();
    }

    [Fact]
    public void What_is_not_closed_is_told_with_its_place() =>
        new AzureKind().Read(new SourceText("main.bicep", "var x = {\n  a: [\n    1\n"), new ReadContext()).Errors.Select(error => error.At.Line).ShouldBe([2, 1]);

    private static DataNode Variable(string text) => BicepParser.Read(new SourceText("main.bicep", "var it = " + text + "\nvar next = 1\n"), out _).Variables["it"];
}
