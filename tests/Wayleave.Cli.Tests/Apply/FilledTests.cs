using System.Collections.Immutable;
using Wayleave.Cli.Apply;

namespace Wayleave.Cli.Tests.Apply;

public sealed class FilledTests
{
    private static readonly ImmutableDictionary<string, string> s_values = ImmutableDictionary.CreateRange([KeyValuePair.Create("TARGET", "http://app:8000"), KeyValuePair.Create("NAME", "a.example.org")]);

    [Theory]
    [InlineData("proxy_pass ${TARGET};", "proxy_pass http://app:8000;", 1)]
    [InlineData("server_name $NAME;", "server_name a.example.org;", 1)]
    [InlineData("set $x $host$uri; # ${host}", "set $x $host$uri; # ${host}", 0)]
    [InlineData("$NAMES $TARGET$NAME", "$NAMES http://app:8000a.example.org", 2)]
    public void Only_what_has_a_value_is_filled(string template, string expected, int count)
    {
        var errors = new List<string>();

        Filled.Of(template, s_values, errors).ShouldBe(new Filled(expected, count));

        errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_templates_variable_without_a_value_is_an_error_with_its_line()
    {
        var errors = new List<string>();

        Filled.Of("a\nb ${PORT}\n", s_values, errors);

        errors.ShouldBe(["line 2: ${PORT} has no value; give it in the file of --env"]);
    }
}
