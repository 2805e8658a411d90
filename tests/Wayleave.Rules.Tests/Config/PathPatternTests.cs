using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("conf.d/*.conf", "conf.d/a.conf", true)]
    [InlineData("conf.d/*.conf", "conf.d/.conf", false)]
    [InlineData("conf.d/*.conf", "conf.d/.hidden.conf", false)]
    [InlineData("conf.d/.*.conf", "conf.d/.hidden.conf", true)]
    [InlineData("conf.d/*.conf", "conf.d/x/a.conf", false)]
    [InlineData("*/*.conf", "x/a.conf", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("[0-9][0-9]-*.conf", "10-site.conf", true)]
    [InlineData("[!0-9]*.conf", "10-site.conf", false)]
    [InlineData("[^0-9]*.conf", "site.conf", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[9-0]", "5", false)]
    [InlineData("a[b", "a[b", true)]
    [InlineData("a.conf", "aXconf", false)]
    [InlineData("*a.conf", "a.conf", true)]
    public void A_pattern_fits_what_glob_finds_with_it(string pattern, string path, bool fits) => PathPattern.Matches(pattern, path).ShouldBe(fits);
}
