using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A location that passes requests on and whose prefix does not begin with a slash: no request's path begins with it.</summary>
internal sealed class NginxLocationWithoutSlash : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-location-without-slash", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "nginx compares a prefix with the request's path, which begins with a slash. A prefix without one fits nothing, and nginx does not complain.",
        Fix = "Write the slash: location /ws.",
        Source = "https://nginx.org/en/docs/http/ngx_http_core_module.html#location",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from location in file.Named("location")
        where location is { HasBlock: true, Words.Length: > 1 } && IsWrong(location) && location.Inside().Any(NginxHandlers.IsHandler)
        let pattern = NginxLocations.Pattern(location).Pattern
        select Info.Found(location.At, $"\"{pattern}\" has no slash in front, and every path begins with one: requests for /{pattern} do not come to this block") with { Fix = Mend(location.Words[^1], pattern) };

    private static bool IsWrong(NginxDirective location) =>
        NginxLocations.Pattern(location) is ("" or "=" or "^~", { Length: > 0 } pattern) && char.IsAsciiLetterOrDigit(pattern[0]) && !NginxTemplate.IsOpen(location.Words[^1].At.Text);

    private static LintFix? Mend(NginxWord word, string pattern) => word.At.Text != pattern
        ? null
        : LintFix.Of("Write the slash.", new Edit(word.At with { End = word.At.Start }, "/"));
}
