using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Data;

public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("{\"a\": 1, \"b\": [true, null, \"x\"]}", "{a: 1, b: [true, null, \"x\"]}")]
    [InlineData("// c\n{ /* d */ \"a\": {}, }", "{a: {}}")]
    [InlineData("\"\\u00e9\\ud83d\\ude00\"", "\"é😀\"")]
    [InlineData("{\"a\": 1, \"a\": 2}", "{a: 1, a: 2}")]
    [InlineData("\uFEFF{\"a\": 1}", "{a: 1}")]
    public void A_text_is_read_to_its_values(string text, string shape)
    {
        DataText read = Read(text);

        read.Errors.ShouldBeEmpty();
        DataShape.Of(read.Roots.Single()).ShouldBe(shape);
    }

    [Theory]
    [InlineData("{\"a\": 1,\n \"b\" 2}", 2, 6)]
    [InlineData("{\"é😀\": 1,\n \"b\": x}", 2, 7)]
    [InlineData("[\"é😀\", x]", 1, 9)]
    [InlineData("[1,\n2", 2, 2)]
    public void A_mistake_is_told_with_its_place(string text, int line, int column)
    {
        DataText read = Read(text);

        (read.Errors.Single().At.Line, read.Errors.Single().At.Column).ShouldBe((line, column));
    }

    [Fact]
    public void Places_are_counted_in_characters_behind_any_letters()
    {
        DataText read = Read("{ \"é😀\": \"ü\",\n  \"list\": [1, 22] }");

        DataMap root = read.Roots.Single().ShouldBeOfType<DataMap>();
        root.Pairs.Select(pair => pair.KeyAt.Text).ShouldBe(["\"é😀\"", "\"list\""]);
        root["é😀"]!.At.Text.ShouldBe("\"ü\"");
        root["list"]!.At.Text.ShouldBe("[1, 22]");
        root["list"]!.Items.Select(item => item.At.Text).ShouldBe(["1", "22"]);
        root.At.Text.ShouldBe(root.At.Source.Text);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_error_and_no_exception()
    {
        Read("{\"a\": \"\\ud83d\"}").Errors.Length.ShouldBe(1);
        Read("{\"a\": \"" + '\uD83D' + "\"}").Roots.Single()["a"]!.Text.ShouldBe("\uFFFD");
    }

    [Fact]
    public void An_empty_text_has_no_root() => Read("").Roots.ShouldBeEmpty();

    [Fact]
    public void No_text_makes_it_throw()
    {
        const string sample = "{ // c\n \"a\": [1, 2.5e3, \"é\\u0041\", null], \"b\": { \"c\": true, \"d\": \"😀\" }, }\n";
        foreach (string text in DataShape.Damaged(sample, 8))
        {
            var source = new SourceText("a.json", text);
            foreach (DataNode root in JsonReader.Read(source).Roots) DataShape.MustHavePlaces(source, root);
        }
    }

    private static DataText Read(string text) => JsonReader.Read(new SourceText("a.json", text));
}
