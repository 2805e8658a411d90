using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>An entry of Action Cable's list that no Origin can be.</summary>
internal sealed class RailsCableOriginMalformed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-origin-malformed", CauseNames.OriginNotAllowlisted, Severity.Warning)
    {
        Why = "Action Cable compares the whole Origin with each entry. A browser's Origin has a scheme and never a path or a slash at its end, so an entry without the one or with the other lets nobody in.",
        Fix = "Write scheme, host and, where it is not the scheme's own, the port: \"https://app.example.com\".",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#allowed-request-origins",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<RailsFile>()
        where !file.IsForDevelopers
        from setting in file.Settings
        where setting.Name == "action_cable.allowed_request_origins"
        from item in setting.Items
        where item is DataScalar { IsQuoted: true } && Fault(item.Text!) is not null
        let mended = item.Text!.TrimEnd('/')
        select Info.Found(item.At, $"\"{item.Text}\" in allowed_request_origins {Fault(item.Text!)}, so no page's Origin is ever equal to it") with
        {
            Fix = Fault(mended) is null && item.At.Text.Contains(item.Text!, StringComparison.Ordinal) ? LintFix.Of("Write the Origin as browsers send it", new Edit(item.At, item.At.Text.Replace(item.Text!, mended, StringComparison.Ordinal))) : null,
        };

    private static string? Fault(string entry)
    {
        if (entry.Length == 0 || entry == "*" || entry == "null") return null;
        int mark = entry.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0) return "has no scheme";
        if (entry.Contains('*', StringComparison.Ordinal)) return "has a star, which stands for itself";
        return entry.IndexOf('/', mark + 3) switch { < 0 => null, var slash when slash == entry.Length - 1 => "ends with a slash", _ => "has a path" };
    }
}
