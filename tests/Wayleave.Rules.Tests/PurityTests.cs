using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests;

public sealed class PurityTests
{
    [Theory]
    [InlineData("System.Net.Sockets")]
    [InlineData("System.Net.Http")]
    [InlineData("System.Net.Security")]
    [InlineData("System.Net.NameResolution")]
    public void The_rules_open_no_socket(string assembly) =>
        typeof(Run).Assembly.GetReferencedAssemblies().Select(name => name.Name).ShouldNotContain(assembly);
}
