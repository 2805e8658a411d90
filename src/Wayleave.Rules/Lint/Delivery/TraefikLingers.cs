using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Traefik;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The releases of Traefik that end quiet connections after two seconds, and the setting that came and went with them.</summary>
internal sealed class TraefikLingers : ILintRule
{
    private static readonly Version s_broken = new(2, 11, 1);
    private static readonly Version s_mended = new(2, 11, 2);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("traefik-lingering-timeout", CauseNames.ProxyBug, Severity.Error)
    {
        Why = "Traefik 2.11.1 and 3.0.0-rc4 brought lingeringTimeout with a default of 2 s, which ends any connection that is quiet for that long. 2.11.2 and rc5 took it out again, and do not start where it is still set.",
        Fix = "Use 2.11.2 or later, and remove lingeringTimeout.",
        Source = "https://github.com/traefik/traefik/issues/10598",
        Kinds = ["traefik", "compose"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        Version? version = TraefikConfigs.Version(deployment);
        foreach (TraefikConfig config in TraefikConfigs.Of(deployment))
        {
            Span? setting = config.EntryPoints.Select(point => (Entry(point.Node.Any("transport", "respondingTimeouts")) ?? Entry(point.Node.Any("transport", "respondingTimeouts", "tcp")))?.At).FirstOrDefault(at => at is not null);
            if (version == s_broken || IsBrokenCandidate(deployment)) yield return Info.Found(setting ?? ImageOf(deployment)?.At ?? config.At, "this release of Traefik ends every connection that is quiet for 2 s, open sockets too");
            else if (setting is { } at && version >= s_mended) yield return Info.Found(at, "lingeringTimeout is gone since Traefik 2.11.2, which does not start where it is set");
            else if (setting is { } there && version is null) yield return Info.Found(Severity.Warning, there, "lingeringTimeout ends quiet sockets where it is read (Traefik 2.11.1 and 3.0.0-rc4), and every other release does not start with it");
        }
    }

    private static DataEntry? Entry(DataNode? timeouts) => timeouts.Entry("lingeringTimeout");

    private static bool IsBrokenCandidate(Deployment deployment) => ImageOf(deployment)?.Value.EndsWith("3.0.0-rc4", StringComparison.Ordinal) is true;

    private static DataScalar? ImageOf(Deployment deployment) =>
        deployment.Of<ComposeFile>().Select(compose => compose.Runs("traefik")?.Image).FirstOrDefault(image => image is not null);
}
