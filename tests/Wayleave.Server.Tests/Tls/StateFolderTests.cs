using Wayleave.Server.Tls;

namespace Wayleave.Server.Tests.Tls;

public sealed class StateFolderTests
{
    [Theory]
    [InlineData("/set", "/unit", "/xdg", "/home/me", "/set")]
    [InlineData(null, "/unit:/other", "/xdg", "/home/me", "/unit")]
    [InlineData(null, null, "/xdg", "/home/me", "/xdg/wayleave")]
    [InlineData(null, null, "relative", "/home/me", "/home/me/.local/state/wayleave")]
    [InlineData(null, "", "", "/home/me", "/home/me/.local/state/wayleave")]
    [InlineData(null, null, null, "", null)]
    [InlineData(null, null, null, null, null)]
    public void The_first_that_is_known_is_the_folder(string? configured, string? unit, string? xdg, string? home, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the paths are of Unix");
        StateFolder.Find(configured, name => name switch { "STATE_DIRECTORY" => unit, "XDG_STATE_HOME" => xdg, "HOME" => home, _ => null }).ShouldBe(expected);
    }
}
