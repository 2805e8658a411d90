using Wayleave.TestKit.Lint;

namespace Wayleave.Conformance.Lint;

/// <summary>What lint claims of an nginx configuration, proved by the real nginx in front of <c>wayleave echo</c>.</summary>
public sealed class NginxWireTests(WireWorld world) : IClassFixture<WireWorld>
{
    public static IEnumerable<TheoryDataRow<string>> Names => WireWorld.Cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_handshake_through_nginx_gives_what_the_case_says(string name)
    {
        string[] outcomes = await world.OutcomesAsync(name);

        outcomes.ShouldBe(WireWorld.Cases[name].Wire.Select(line => WireLine.Parse(line).Outcome));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_error_is_a_socket_that_fails_and_silence_is_one_that_works(string name)
    {
        LintCase one = WireWorld.Cases[name];
        string[] outcomes = await world.OutcomesAsync(name);

        bool works = outcomes.All(outcome => outcome is "101" or "101 cut");
        // A warning names its condition, and the case may be one where it holds.
        if (one.Expected.Any(finding => finding.Contains(" error ", StringComparison.Ordinal))) works.ShouldBeFalse();
        else if (!one.Expected.Any(finding => finding.Contains(" warning ", StringComparison.Ordinal))) works.ShouldBeTrue();
    }
}
