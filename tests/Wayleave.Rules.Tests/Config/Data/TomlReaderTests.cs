using System.Diagnostics.CodeAnalysis;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Data;

[SuppressMessage("Performance", "CA1861", Justification = "rows of a table")]
public sealed class TomlReaderTests
{
    // Most rows are the examples of https://toml.io/en/v1.0.0, section by section.
    [Theory]
    [InlineData("# This is a full-line comment\nkey = \"value\"  # and one at the end\nanother = \"# no comment\"", "{key: \"value\", another: \"# no comment\"}")]
    [InlineData("bare_key = 1\nbare-key = 2\n1234 = 3", "{bare_key: 1, bare-key: 2, 1234: 3}")]
    [InlineData("\"127.0.0.1\" = 1\n\"ʎǝʞ\" = 2\n'quoted \"value\"' = 3\n\"\" = 4", "{127.0.0.1: 1, ʎǝʞ: 2, quoted \"value\": 3, : 4}")]
    [InlineData("name = \"Orange\"\nphysical.color = \"orange\"\nphysical.shape = \"round\"\nsite.\"google.com\" = true", "{name: \"Orange\", physical: {color: \"orange\", shape: \"round\"}, site: {google.com: true}}")]
    [InlineData("fruit.name = 1\nfruit. color = 2\nfruit . flavor = 3", "{fruit: {name: 1, color: 2, flavor: 3}}")]
    [InlineData("apple.type = 1\norange.type = 2\napple.skin = 3", "{apple: {type: 1, skin: 3}, orange: {type: 2}}")]
    [InlineData("3.14159 = \"pi\"", "{3: {14159: \"pi\"}}")]
    [InlineData("a = \"I'm a string. \\\"Quoted\\\". Name\\tJos\\u00E9\\nL\\U0001F600\"", "{a: \"I'm a string. \"Quoted\". Name\tJosé\nL😀\"}")]
    [InlineData("a = \"\"\"\nRoses\nViolets\"\"\"", "{a: \"Roses\nViolets\"}")]
    [InlineData("a = \"\"\"\r\nRoses\r\nViolets\"\"\"", "{a: \"Roses\r\nViolets\"}")]
    [InlineData("a = \"\"\"\nThe quick \\\n\n\n  fox \\  \n    jumps.\\\n    \"\"\"", "{a: \"The quick fox jumps.\"}")]
    [InlineData("a = \"\"\"Here are two quotation marks: \"\". Simple enough.\"\"\"", "{a: \"Here are two quotation marks: \"\". Simple enough.\"}")]
    [InlineData("a = \"\"\"three: \"\"\\\".\"\"\"", "{a: \"three: \"\"\".\"}")]
    [InlineData("a = \"\"\"\"This,\" she said, \"is pointless.\"\"\"\"", "{a: \"\"This,\" she said, \"is pointless.\"\"}")]
    [InlineData("a = 'C:\\Users\\nodejs\\templates'\nb = '<\\i\\c*\\s*>'", "{a: \"C:\\Users\\nodejs\\templates\", b: \"<\\i\\c*\\s*>\"}")]
    [InlineData("a = '''\nThe first newline is\ntrimmed '' in raw strings.'''", "{a: \"The first newline is\ntrimmed '' in raw strings.\"}")]
    [InlineData("a = ''''That,' she said, 'is still pointless.''''", "{a: \"'That,' she said, 'is still pointless.'\"}")]
    [InlineData("a = [+99, 42, 0, -17, 1_000, 5_349_221, 53_49_221]", "{a: [+99, 42, 0, -17, 1000, 5349221, 5349221]}")]
    [InlineData("a = [0xDEADBEEF, 0xdead_beef, 0o755, 0b11010110]", "{a: [3735928559, 3735928559, 493, 214]}")]
    [InlineData("a = [+1.0, 3.1415, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 224_617.445_991_228]", "{a: [+1.0, 3.1415, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 224617.445991228]}")]
    [InlineData("a = [inf, +inf, -inf, nan, +nan, -nan, true, false]", "{a: [inf, +inf, -inf, nan, +nan, -nan, true, false]}")]
    [InlineData("a = [1979-05-27T07:32:00Z, 1979-05-27T00:32:00.999999-07:00, 1979-05-27 07:32:00Z, 1979-05-27T07:32:00, 1979-05-27, 07:32:00, 00:32:00.999999]",
        "{a: [1979-05-27T07:32:00Z, 1979-05-27T00:32:00.999999-07:00, 1979-05-27 07:32:00Z, 1979-05-27T07:32:00, 1979-05-27, 07:32:00, 00:32:00.999999]}")]
    [InlineData("a = [ [ 1, 2 ], [\"a\", \"b\", \"c\"] ]\nb = [\n  1,\n  2, # this is ok\n]\nc = []", "{a: [[1, 2], [\"a\", \"b\", \"c\"]], b: [1, 2], c: []}")]
    [InlineData("[table]\n[dog.\"tater.man\"]\ntype.name = \"pug\"", "{table: {}, dog: {tater.man: {type: {name: \"pug\"}}}}")]
    [InlineData("[a.b.c]\n[ d.e.f ]\n[ g .  h  . i ]\n[ j . \"ʞ\" . 'l' ]", "{a: {b: {c: {}}}, d: {e: {f: {}}}, g: {h: {i: {}}}, j: {ʞ: {l: {}}}}")]
    [InlineData("[x.y.z.w]\n[x]\na = 1", "{x: {y: {z: {w: {}}}, a: 1}}")]
    [InlineData("[fruit]\napple.color = \"red\"\napple.taste.sweet = true\n[fruit.pear]\nx = 1", "{fruit: {apple: {color: \"red\", taste: {sweet: true}}, pear: {x: 1}}}")]
    [InlineData("name = { first = \"Tom\", last = \"Preston-Werner\" }\nanimal = { type.name = \"pug\" }\nnone = {}", "{name: {first: \"Tom\", last: \"Preston-Werner\"}, animal: {type: {name: \"pug\"}}, none: {}}")]
    [InlineData("[[products]]\nname = \"Hammer\"\n[[products]]  # empty\n[[products]]\nname = \"Nail\"", "{products: [{name: \"Hammer\"}, {}, {name: \"Nail\"}]}")]
    [InlineData("[[fruits]]\nname = 1\n[fruits.physical]\ncolor = 2\n[[fruits.varieties]]\nname = 3\n[[fruits.varieties]]\nname = 4\n[[fruits]]\n[[fruits.varieties]]\nname = 5",
        "{fruits: [{name: 1, physical: {color: 2}, varieties: [{name: 3}, {name: 4}]}, {varieties: [{name: 5}]}]}")]
    [InlineData("\uFEFFa = 1\r\n\r\nb = 2", "{a: 1, b: 2}")]
    [InlineData("a = {\n  b = 1, # as of TOML 1.1\n}", "{a: {b: 1}}")]
    public void A_text_is_read_to_its_values(string text, string shape)
    {
        DataText read = Read(text);

        read.Errors.ShouldBeEmpty();
        DataShape.Of(read.Roots.Single()).ShouldBe(shape);
    }

    [Theory]
    [InlineData("key = # INVALID", 1, 7)]
    [InlineData("first = \"Tom\" last = \"P\"", 1, 15)]
    [InlineData("= \"no key name\"", 1, 1)]
    [InlineData("a = 1\nname = 1\nname = 2", 3, 1)]
    [InlineData("spelling = 1\n\"spelling\" = 2", 2, 1)]
    [InlineData("fruit.apple = 1\nfruit.apple.smooth = true", 2, 13)]
    [InlineData("[fruit]\n[fruit]", 2, 2)]
    [InlineData("[fruit]\napple = 1\n[fruit.apple]\ntexture = 1", 3, 8)]
    [InlineData("[fruit]\napple.color = 1\n[fruit.apple]", 3, 8)]
    [InlineData("[product]\ntype = { name = \"Nail\" }\ntype.edible = false", 3, 6)]
    [InlineData("[product]\ntype.name = \"Nail\"\ntype = { edible = false }", 3, 1)]
    [InlineData("fruits = []\n[[fruits]]", 2, 3)]
    [InlineData("[[fruits]]\nname = 1\n[fruits]", 3, 2)]
    [InlineData("[fruit.physical]\n[[fruit]]", 2, 3)]
    [InlineData("a = 1__000", 1, 5)]
    [InlineData("a = 7.", 1, 5)]
    [InlineData("a = 01", 1, 5)]
    [InlineData("a = yes", 1, 5)]
    [InlineData("a = \"\\q\"", 1, 6)]
    [InlineData("a = \"\\uD800\"", 1, 6)]
    [InlineData("a = \"open\nb = 1", 1, 10)]
    [InlineData("a = '''open", 1, 12)]
    [InlineData("a = [1 2]", 1, 8)]
    [InlineData("a = [1,", 1, 8)]
    [InlineData("a = { b = 1", 1, 12)]
    [InlineData("a = { b = 1, b = 2 }", 1, 14)]
    [InlineData("[a", 1, 3)]
    [InlineData("[[a]", 1, 5)]
    public void A_mistake_is_told_with_its_place(string text, int line, int column)
    {
        ReadErrorAt(text).ShouldBe((line, column));
    }

    [Fact]
    public void What_stands_behind_a_mistake_is_read_all_the_same()
    {
        DataText read = Read("a = 1\nb = oops\nc = 3\n[d\ne = 4\n[f]\ng = 5");

        read.Errors.Length.ShouldBe(2);
        DataShape.Of(read.Roots.Single()).ShouldBe("{a: 1, c: 3, f: {g: 5}}");
    }

    [Fact]
    public void Places_are_those_of_the_text()
    {
        DataText read = Read("# é😀\n[server]\nport = 8501 # here\naddress = \"0.0.0.0\"\nlist = [ 'a' ,\n 0x10 ]\n");

        DataMap server = read.Roots.Single()["server"].ShouldBeOfType<DataMap>();
        server.Pairs.Select(pair => pair.KeyAt.Text).ShouldBe(["port", "address", "list"]);
        server["port"]!.At.Text.ShouldBe("8501");
        (server["port"]!.At.Line, server["port"]!.At.Column).ShouldBe((3, 8));
        server["address"]!.At.Text.ShouldBe("\"0.0.0.0\"");
        server["list"]!.At.Text.ShouldBe("[ 'a' ,\n 0x10 ]");
        server["list"]!.Items.Select(item => item.At.Text).ShouldBe(["'a'", "0x10"]);
        server.At.Text.ShouldStartWith("[server]");
        server.At.Text.ShouldEndWith("0x10 ]");
    }

    [Fact]
    public void An_empty_text_has_no_root() => Read("# nothing\n\n").ShouldBeEquivalentTo(new DataText([], []));

    [Fact]
    public void A_hostile_depth_ends_with_an_error()
    {
        Read("a = " + new string('[', 100_000)).Errors.Length.ShouldBe(1);
        Read(string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1").Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        const string sample = "# c\ntitle = \"T \\u00e9\"\n[owner]\ndob = 1979-05-27T07:32:00-08:00\na.b = { c = [1, 'x'], d.e = 0x1F }\n[[s.t]]\nm = \"\"\"\nl\\\n  \"\"\"\nn = '''\n''q'''\n";
        foreach (string text in DataShape.Damaged(sample, 7))
        {
            var source = new SourceText("a.toml", text);
            foreach (DataNode root in TomlReader.Read(source).Roots) DataShape.MustHavePlaces(source, root);
        }
    }

    private static (int Line, int Column) ReadErrorAt(string text)
    {
        Span at = Read(text).Errors.First().At;
        return (at.Line, at.Column);
    }

    private static DataText Read(string text) => TomlReader.Read(new SourceText("config.toml", text));
}
