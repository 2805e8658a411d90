using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>The app's server is told a largest message of a few bytes: somebody thought of another unit.</summary>
internal sealed class ServerMessageLimitTiny : ILintRule
{
    private const long Tiny = 1024;

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("server-message-limit-tiny", CauseNames.MaxMessageSize, Severity.Error)
    {
        Why = "--ws-max-size counts bytes. Given in megabytes it admits a handful of bytes, and every longer message ends the socket with 1009.",
        Fix = "Give bytes: 16 MiB are 16777216.",
        Source = "https://www.uvicorn.org/settings/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from app in deployment.Apps
        where app.MaxMessage is { Where: not null, Value: > 0 and < Tiny }
        let limit = app.MaxMessage!
        select Info.Found(limit.Where!.Value, string.Create(CultureInfo.InvariantCulture, $"{app.Framework} takes messages of at most {limit.Value} bytes: it counts bytes, and every longer message ends the socket with 1009"));
}
