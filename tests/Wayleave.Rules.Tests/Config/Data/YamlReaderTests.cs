using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Data;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: 1\nb:\n  - x\n  - 'y'\nc: {d: \"e\"}", "{a: 1, b: [x, \"y\"], c: {d: \"e\"}}")]
    [InlineData("a: |\n  one\n  two\nb: >-\n  one\n  two\n", "{a: \"one\ntwo\n\", b: \"one two\"}")]
    [InlineData("a: &x {k: 1}\nb: *x", "{a: {k: 1}, b: {k: 1}}")]
    [InlineData("base: &b\n  k: 1\n  l: 2\nc:\n  <<: *b\n  k: 3", "{base: {k: 1, l: 2}, c: {k: 1, l: 2, k: 3}}")]
    [InlineData("one: &o {a: 1}\ntwo: &t {b: 2}\nc:\n  <<: [*o, *t]\n  d: 3", "{one: {a: 1}, two: {b: 2}, c: {b: 2, a: 1, d: 3}}")]
    [InlineData("\uFEFFa: 1", "{a: 1}")]
    [InlineData("{\"a\": [1, true]}", "{a: [1, true]}")]
    [InlineData("? a\n: 1", "{a: 1}")]
    [InlineData("a:\nb: ~", "{a: , b: ~}")]
    public void A_text_is_read_to_its_values(string text, string shape)
    {
        DataText read = Read(text);

        read.Errors.ShouldBeEmpty();
        DataShape.Of(read.Roots.Single()).ShouldBe(shape);
    }

    [Fact]
    public void A_mappings_own_key_wins_over_a_merged_one_wherever_the_merge_stands()
    {
        DataNode root = Read("b: &b {k: 1}\nc:\n  k: 3\n  <<: *b").Roots.Single();

        root["c"]!["k"]!.Text.ShouldBe("3");
    }

    [Fact]
    public void Of_merged_mappings_the_first_wins()
    {
        DataNode root = Read("o: &o {k: 1}\nt: &t {k: 2}\nc:\n  <<: [*o, *t]").Roots.Single();

        root["c"]!["k"]!.Text.ShouldBe("1");
    }

    [Fact]
    public void Documents_are_read_one_by_one_and_empty_ones_are_none()
    {
        DataText read = Read("---\n# nothing\n---\na: 1\n---\na: 2\n...\n");

        read.Errors.ShouldBeEmpty();
        read.Roots.Select(DataShape.Of).ShouldBe(["{a: 1}", "{a: 2}"]);
    }

    [Fact]
    public void Documents_before_a_mistake_are_kept()
    {
        DataText read = Read("a: 1\n---\nb: [\n---\nc: 3\n");

        read.Errors.Length.ShouldBe(1);
        read.Roots.Select(DataShape.Of).First().ShouldBe("{a: 1}");
    }

    [Fact]
    public void Anchors_end_with_their_document() => Read("a: &x 1\n---\nb: *x").Errors.Single().Message.ShouldContain("&x");

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("# é😀 a comment\r\n")]
    public void Places_are_those_of_the_text(string before)
    {
        DataText read = Read(before + "é😀: \"ü\\n\"\nlist:\n  - one   # c\n  - {a: 22}\nb: |\n  text\n\nlast: 'x'\n");

        read.Errors.ShouldBeEmpty();
        DataMap root = read.Roots.Single().ShouldBeOfType<DataMap>();
        root.Pairs.Select(pair => pair.KeyAt.Text).ShouldBe(["é😀", "list", "b", "last"]);
        root["é😀"]!.At.Text.ShouldBe("\"ü\\n\"");
        root["list"]!.Items[0].At.Text.ShouldBe("one");
        root["list"]!.Items[1].At.Text.ShouldBe("{a: 22}");
        root["list"]!.At.Text.ShouldBe("- one   # c\n  - {a: 22}");
        root["b"]!.At.Text.ShouldStartWith("|\n  text");
        root["last"]!.At.Text.ShouldBe("'x'");
        root.At.Text.ShouldEndWith("last: 'x'");
    }

    [Theory]
    [InlineData("a: 1\nb: [1, 2\nc: 3", 2)]
    [InlineData("a: 1\n\tb: 2", 1)]
    [InlineData("a: *nobody", 1)]
    [InlineData("a: \"open", 1)]
    public void A_mistake_is_told_with_its_line(string text, int line)
    {
        DataText read = Read(text);

        read.Errors.Single().At.Line.ShouldBe(line);
        read.Errors.Single().Message.ShouldStartWith("this is not YAML: ");
    }

    [Fact]
    public void A_hostile_depth_ends_with_an_error() => Read(new string('[', 100_000)).Errors.Length.ShouldBe(1);

    [Fact]
    public void Aliases_that_name_each_other_do_not_grow_without_end()
    {
        string text = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));

        Read(text).Roots.Single().All().Count().ShouldBe(1 + 41 + 1);
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        const string sample = "# c\na: &x\n  k: [1, 'two', \"thr\\u0065e\"]\n  <<: {z: 1}\nb: *x\nc: |\n  one\n   two\nd: !tag >-\n  f\n? e\n: 😀\n---\n- x\n- y: {z: ~}\n...\n";
        foreach (string text in DataShape.Damaged(sample, 9))
        {
            var source = new SourceText("a.yaml", text);
            foreach (DataNode root in YamlReader.Read(source).Roots) DataShape.MustHavePlaces(source, root);
        }
    }

    private static DataText Read(string text) => YamlReader.Read(new SourceText("a.yaml", text));
}
