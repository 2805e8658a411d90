using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Tests.Config.Data;

namespace Wayleave.Rules.Tests.Config.Python;

public sealed class PythonReaderTests
{
    private const string Sample =
        "import os\r\nX = [\n  'a', # one\n  \"b\" 'c',\n]\nif not DEBUG:\n    Y = {'k': (1, -2), **more}\nZ: int = os.environ.get('Z', default='1').split(',') or \\\n  \"\"\"long\n'text\"\"\"\nA = B = f'{x}' + r'\\d'\nL.append(lambda q: q[1:2])\nfrom .base import *\n";

    [Theory]
    [InlineData("X = ['a', \"b\" 'c',]", "[\"a\", \"bc\"]")]
    [InlineData("X = 'a', 'b'", "[\"a\", \"b\"]")]
    [InlineData("X = ('a')", "\"a\"")]
    [InlineData("X = ('a',)", "[\"a\"]")]
    [InlineData("X = {'a', 'b'}", "[\"a\", \"b\"]")]
    [InlineData("X = {'a': True, 'b': {}}", "{a: True, b: []}")]
    [InlineData("X = 'a b,c'.split(',')", "[\"a\", \"b\", \"c\"]")]
    [InlineData("X = [] + ['a'] + ['b']", "[\"a\", \"b\"]")]
    [InlineData("H = 'a'\nX = [H]", "[\"a\"]")]
    [InlineData("X = ['a']\nX += ['b']", "[\"a\", \"b\"]")]
    [InlineData("X = ['a']\nX.append('b')", "[\"a\", \"b\"]")]
    [InlineData("A = X = 1", "1")]
    [InlineData("X: list[str] = ['a']", "[\"a\"]")]
    [InlineData("X = '''a'''; Y = 2", "\"a\"")]
    [InlineData("def f():\n    X = 1\nX = 2", "2")]
    public void A_literal_is_what_python_would_make_of_it(string text, string value) => DataShape.Of(Values(text).ShouldHaveSingleItem()).ShouldBe(value);

    [Theory]
    [InlineData("X = f'{a}'")]
    [InlineData("X = 'a' if b else 'c'")]
    [InlineData("X = not DEBUG")]
    [InlineData("X = compute(['a'])")]
    [InlineData("X = ['a']\nX.append(more)\nX = X")]
    [InlineData("X = 'a' 'b' % c")]
    [InlineData("X = {'a': 1}['a']")]
    public void What_only_running_would_tell_is_unknown(string text) => Values(text).ShouldHaveSingleItem().ShouldBeOfType<PythonUnknown>();

    [Theory]
    [InlineData("X = os.environ.get('NAME', 'd')", "NAME", "d")]
    [InlineData("X = os.getenv('NAME', 'd')", "NAME", "d")]
    [InlineData("X = config('NAME', default='d', cast=bool)", "NAME", "d")]
    [InlineData("X = env.bool('NAME', default='d')", "NAME", "d")]
    [InlineData("X = os.environ.get('NAME') or 'd'", "NAME", "d")]
    [InlineData("X = os.environ['NAME']", "NAME", null)]
    public void A_value_from_the_environment_keeps_its_name_and_its_default(string text, string name, string? byDefault)
    {
        PythonUnknown value = Values(text).ShouldHaveSingleItem().ShouldBeOfType<PythonUnknown>();

        value.Variable.ShouldBe(name);
        value.Default?.Text.ShouldBe(byDefault);
    }

    [Fact]
    public void What_may_be_one_thing_or_the_other_comes_as_both() =>
        Values("X = 1\nif a:\n    X = 2\nelse: X = 3").Select(value => value.Text).ShouldBe(["1", "2", "3"]);

    [Fact]
    public void A_name_given_in_a_branch_is_not_taken_for_known() =>
        Values("H = 'a'\nif b:\n    H = 'c'\nX = H").ShouldHaveSingleItem().ShouldBeOfType<PythonUnknown>();

    [Fact]
    public void Star_imports_and_code_that_sets_names_unseen_are_told()
    {
        PythonModule module = Read("from app.settings.base import *\nfrom .x import y\ndjango_heroku.settings(locals())");

        module.StarImports.ShouldBe(["app.settings.base"]);
        module.ChangesNamesUnseen.ShouldBeTrue();
        Read("X = 'locals()'").ChangesNamesUnseen.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_of_a_text_is_lost_and_no_text_makes_it_throw()
    {
        foreach (string text in DataShape.Damaged(Sample, seed: 7))
        {
            string.Concat(PythonLexer.Read(new SourceText("x.py", text)).Select(token => token.At.Text)).ShouldBe(text);
            foreach (PythonAssignment one in Read(text).Assignments)
            {
                text.ShouldContain(one.Name + one.At.Text[one.Name.Length..]);
                foreach (DataNode node in one.Value.All()) node.At.Text.Length.ShouldBeLessThanOrEqualTo(text.Length);
            }
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("f(")]
    [InlineData("a = ")]
    [InlineData("if x:\n")]
    public void Depth_without_end_is_no_danger(string piece) => Read("X = " + string.Concat(Enumerable.Repeat(piece, 20_000))).ShouldNotBeNull();

    [Fact]
    public void A_values_place_is_its_text()
    {
        PythonAssignment one = Read("ALLOWED_HOSTS = ['a', 'b']  # both").Assignments.ShouldHaveSingleItem();

        one.NameAt.Text.ShouldBe("ALLOWED_HOSTS");
        one.Value.At.Text.ShouldBe("['a', 'b']");
        one.Value.Items[1].At.Text.ShouldBe("'b'");
        one.At.Text.ShouldBe("ALLOWED_HOSTS = ['a', 'b']");
    }

    private static PythonModule Read(string text) => PythonReader.Read(new SourceText("settings.py", text));

    private static DataNode[] Values(string text) => [.. PythonModule.Values(Read(text).Assignments, "X")];
}
