using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A header that apps read as one value is sent more than once.</summary>
internal sealed class ForwardedHeaderTwice : ILintRule
{
    private static readonly string[] s_single = ["Host", "Origin", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Ssl", "X-Real-IP", "Sec-WebSocket-Key", "Sec-WebSocket-Version"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("forwarded-header-twice", CauseNames.ForwardedHeaderDuplicated, Severity.Warning)
    {
        Why = "Two lines of one header are read as \"a, b\" or refused. An app that expects one value takes \"https, https\" for no https.",
        Fix = "Send the header once.",
        Source = "https://www.rfc-editor.org/rfc/rfc9110#section-5.3",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage.End is PassageEnd.Forwarded
        from name in s_single
        let sent = crossing.Passage.Headers.GetValueOrDefault(name.ToLowerInvariant())
        where sent is { Count: > 1 }
        select Info.Found(sent.Where ?? crossing.Passage.At, $"{name} is sent {sent.Count} times with {crossing.Socket.Path}: an app that reads one value gets \"a, b\"");
}
