using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The far end is ours and tells that a forwarded header arrived twice, or as a list.</summary>
internal sealed class ForwardedTwice : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("forwarded-header-is-a-list", CauseNames.ForwardedHeaderDuplicated)
    {
        Why = "X-Forwarded-Host and X-Forwarded-Proto hold one value; an app that compares the whole text finds it equal to nothing.",
        Source = "Reported failure F025: Apache appends to X-Forwarded-Host.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || evidence.Public.Arrived is not { } arrived)
            yield break;
        foreach (string name in (string[])["X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port"])
        {
            string value = string.Join(", ", arrived.Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value));
            if (!value.Contains(',', StringComparison.Ordinal))
                continue;
            yield return Info.Found(
                Severity.Warning,
                0.92,
                Blame.Proxy(evidence),
                $"{name} arrives as \"{value}\": two hops each added theirs, and an app that reads it as one value refuses browsers.",
                browser);
            yield break;
        }
    }
}
