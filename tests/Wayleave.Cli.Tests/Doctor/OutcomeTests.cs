using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Doctor;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Tests.Doctor;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData("Works", "none", "Warning", 0)]
    [InlineData("Works", "Info", "Warning", 0)]
    [InlineData("Works", "Info", "Info", 1)]
    [InlineData("Degraded", "Warning", "Warning", 1)]
    [InlineData("Degraded", "Warning", "Error", 0)]
    [InlineData("Broken", "Error", "Warning", 1)]
    [InlineData("Broken", "Error", "Error", 1)]
    [InlineData("Broken", "Error", "Never", 0)]
    [InlineData("Inconclusive", "none", "Warning", 2)]
    [InlineData("Inconclusive", "none", "Never", 2)]
    public void The_status_follows_the_verdict(string verdict, string severity, string failOn, int status) =>
        Outcome.Status(Judged(verdict, severity), interrupted: false, Enum.Parse<FailOn>(failOn)).ShouldBe(status);

    [Fact]
    public void An_interrupted_run_could_not_tell() =>
        Outcome.Status(Judged("Works", "none"), interrupted: true, FailOn.Never).ShouldBe(2);

    private static Judgement Judged(string verdict, string severity) => new(
        Enum.Parse<Verdict>(verdict),
        "",
        severity == "none" ? [] : [new Finding { Cause = "app-error", Severity = Enum.Parse<Severity>(severity), Confidence = 1, Hop = "app", Summary = "", Evidence = [] }],
        []);
}
