using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Action Cable hands messages on within one process, in production.</summary>
internal sealed class RailsCableInOneProcess : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-in-one-process", CauseNames.StickySessionMissing, Severity.Warning)
    {
        Why = "The async adapter keeps subscriptions in the memory of one process. What another worker, a job or the console broadcasts never reaches the sockets that this one holds.",
        Fix = "Use an adapter that processes share in production: redis, postgresql or solid_cable.",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#async-adapter",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<RailsFile>()
        let adapter = file.Cable?.Find("production", "adapter")
        where adapter?.Text is "async" or "inline" or "test"
        select Info.Found(adapter.At, $"the adapter {adapter.Text} hands messages on within one process: with more than one worker, or a broadcast from a job, sockets miss messages");
}
