using Wayleave.Probing.Pages;

namespace Wayleave.Probing.Tests.Pages;

public sealed class KnownAppsTests
{
    [Theory]
    [InlineData("<html><title>Streamlit</title>", "streamlit")]
    [InlineData("<script id=\"jupyter-config-data\" type=\"application/json\">", "jupyter")]
    [InlineData("<script src=\"_framework/blazor.server.js\">", "blazor")]
    [InlineData("<script type=\"module\" src=\"/@vite/client\">", "vite")]
    [InlineData("<title>My blog</title>", null)]
    public void An_application_is_recognised_by_its_page(string html, string? name) => (KnownApps.Of(html)?.Name).ShouldBe(name);

    [Fact]
    public void Names_are_unique() => KnownApps.All.Select(app => app.Name).ShouldBeUnique();
}
