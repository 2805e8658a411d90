using System.Reflection;
using Wayleave.Server.Logs;

namespace Wayleave.Server.Tests.Logs;

public sealed class LogEventsTests
{
    [Fact]
    public void Every_kind_of_line_has_a_number_and_a_name_of_its_own()
    {
        LogEvents.All.Select(kind => kind.Id).ShouldBeUnique();
        LogEvents.All.Select(kind => kind.Name).ShouldBeUnique();
    }

    [Fact]
    public void The_list_holds_every_kind() =>
        typeof(LogEvents).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(LogEvent))
            .Select(property => (LogEvent)property.GetValue(null)!).ShouldBe(LogEvents.All, ignoreOrder: true);

    [Fact]
    public void The_documentation_names_every_kind()
    {
        var page = DocsPage.Read("logs.md");
        foreach (var kind in LogEvents.All)
            page.ShouldContain($"| {kind.Id} | `{kind.Name}` |");
    }
}
