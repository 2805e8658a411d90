using System.Reflection;

namespace Wayleave.Protocol.Tests;

public sealed class PurityTests
{
    [Fact]
    public void The_protocol_opens_no_socket() =>
        typeof(Wayleave.Protocol.Frames.FrameHeader).Assembly.GetReferencedAssemblies().Select(name => name.Name)
            .ShouldBeSubsetOf(
            [
                "System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.IO.Compression",
                "System.Net.Primitives", "System.Numerics.Vectors", "System.Runtime.InteropServices", "System.Security.Cryptography",
                "System.Text.Json", "System.Text.Encoding.Extensions", "System.Text.Encodings.Web",
            ]);

    [Theory]
    [MemberData(nameof(Violations))]
    public void Every_way_to_be_wrong_has_words_of_its_own(Enum violation, string words) =>
        words.ShouldNotBe(violation.ToString());

    /// <summary>Each member of each violation enum in the assembly, with what its Describe method says.</summary>
    public static IEnumerable<TheoryDataRow<Enum, string>> Violations() =>
        from type in typeof(Wayleave.Protocol.Frames.Violation).Assembly.GetTypes()
        where type.IsSealed && type.IsAbstract
        let describe = type.GetMethod("Describe", BindingFlags.Public | BindingFlags.Static)
        where describe is not null
        from Enum value in Enum.GetValues(describe.GetParameters()[0].ParameterType)
        select new TheoryDataRow<Enum, string>(value, (string)describe.Invoke(null, [value])!);
}
