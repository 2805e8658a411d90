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
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded))
        {
            foreach (string name in s_single)
            {
                if (crossing.Passage.Headers.GetValueOrDefault(name.ToLowerInvariant()) is not { } sent) continue;
                if (sent.Count > 1)
                    yield return Info.Found(sent.Where is { } own && own != crossing.Before?.Sent(name.ToLowerInvariant()).Where ? own : crossing.Passage.At, $"{name} is sent {sent.Count} times with {crossing.Socket.Path}: an app that reads one value gets \"a, b\"");
                else if (sent is { Present: true, Value: { } value, Where: { } where } && value.Contains(',', StringComparison.Ordinal) && Front(crossing, name) is { } front)
                    yield return Info.Found(where, $"{front.Hop.Product} in front sends {name} already, and this adds to it: with {crossing.Socket.Path} the app gets \"{value}\" where it reads one value");
            }
        }
    }

    // The hop in front that sends the header, whole.
    private static Crossing? Front(Crossing crossing, string name) =>
        crossing.Before is { } before && before.Sent(name.ToLowerInvariant()) is { Present: true, Value: { } came } && !came.Contains(',', StringComparison.Ordinal) ? before : null;
}
