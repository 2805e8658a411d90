using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A hop in front says in X-Forwarded-Host what the browser asked for, and this one puts another name there.</summary>
internal sealed class ForwardedHostOverwritten : ILintRule
{
    private const string Header = "x-forwarded-host";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("forwarded-host-overwritten", CauseNames.HostHeaderMismatch, Severity.Warning)
    {
        Why = "Behind a hop that sends a Host of its own, X-Forwarded-Host is all that is left of the browser's. A second hop that sets it to its own $host puts the inner name there, and an app that compares Origin with it refuses the socket.",
        Fix = "Hand the header on as it came: leave the line out, or send $http_x_forwarded_host.",
        Source = "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-Host",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing is { Before: not null, Passage.End: PassageEnd.Forwarded }))
        {
            if (crossing.Browser.Passage.Host is not { } asked || crossing.Passage.Headers.GetValueOrDefault(Header) is not { Present: true, Where: { } where, Value: { } sent }) continue;
            if (IsSame(sent, asked) || IsSame(crossing.Sent("host").Value, asked) || !IsSame(crossing.Before!.Sent(Header).Value, asked)) continue;
            yield return Info.Found(where, $"{crossing.Before!.Hop.Product} in front says \"X-Forwarded-Host: {HostChanged.Name(asked)}\", and this puts {sent} there with {crossing.Socket.Path}: the app is told nothing of the browser's host any more");
        }
    }

    private static bool IsSame(string? one, string other) => one is not null && string.Equals(HostChanged.Name(one), HostChanged.Name(other), StringComparison.OrdinalIgnoreCase);
}
