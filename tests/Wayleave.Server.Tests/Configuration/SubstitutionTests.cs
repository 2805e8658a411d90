using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("${A}", "1")]
    [InlineData("x${A}y${A}", "x1y1")]
    [InlineData("${B:-d e}", "d e")]
    [InlineData("${A:-d}", "1")]
    [InlineData("${EMPTY}", "")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("${B:-}", "")]
    [InlineData("$${A}", "${A}")]
    [InlineData("a$$b", "a$b")]
    [InlineData("$A $", "$A $")]
    [InlineData("${DOLLAR}", "${A}")]
    public void A_value_gets_its_variables(string written, string expected)
    {
        Substitution.Apply(written, name => name switch { "A" => "1", "EMPTY" => "", "DOLLAR" => "${A}", _ => null }, out string result).ShouldBeNull();
        result.ShouldBe(expected);
    }

    [Fact]
    public void What_a_variable_holds_cannot_become_a_key() =>
        Reading.Good("secret: ${S}", ("S", "0123456789abcdef\nadmin: off")).Admin.ShouldNotBeNull();

    [Theory]
    [InlineData("tls: { certificates: [ { certificate: ${F}, password: ${P:-a,[b]} } ] }")]
    [InlineData("tls: { certificates: [ { certificate: \"${F}\", password: \"${P:-a,[b]}\" } ] }")]
    public void In_brackets_a_variable_needs_no_quotes(string line)
    {
        var certificate = Reading.Good(line, ("F", "/x.pfx")).Tls.Certificates.Single();
        (certificate.File, certificate.Password).ShouldBe(("/x.pfx", "a,[b]"));
    }
}
