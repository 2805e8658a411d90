using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>A HAProxy ends what is still open within a minute of each reload.</summary>
internal sealed class HAProxyHardStopShort : ILintRule
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-hard-stop-short", CauseNames.ReloadDropsConnections, Severity.Warning)
    {
        Kinds = ["haproxy"],
        Why = "After a reload the old process lives on for the connections that it has, sockets among them; hard-stop-after ends it with all of them.",
        Fix = "Raise hard-stop-after above the age of most sockets, such as 4h, or leave it out.",
        Source = "https://docs.haproxy.org/2.6/configuration.html#3.1-hard-stop-after",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HAProxyFile>()
        where deployment.Crossings.Any(crossing => crossing.Hop is HAProxyHop)
        from section in file.Sections
        where section.Kind == "global"
        from line in section.FindAll("hard-stop-after")
        where line.IsSure && HAProxyUnits.Time(line[1]) is { } time && time > TimeSpan.Zero && time <= s_short
        select Info.Found(line.At, $"each reload of HAProxy ends all sockets {Durations.Text(HAProxyUnits.Time(line[1])!.Value)} later, and their clients come back at once");
}
