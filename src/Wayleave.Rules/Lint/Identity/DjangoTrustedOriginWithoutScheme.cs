using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>An entry of <c>CSRF_TRUSTED_ORIGINS</c> that is a host and no Origin.</summary>
internal sealed class DjangoTrustedOriginWithoutScheme : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-trusted-origin-without-scheme", CauseNames.OriginNotAllowlisted, Severity.Warning)
    {
        Why = "Since Django 4.0 CSRF_TRUSTED_ORIGINS is a list of Origins, with their scheme. A bare host matches none: a POST from such a page gets 403, that for a connection token too, and manage.py check refuses the settings.",
        Fix = "Write the scheme: https://app.example.org.",
        Source = "https://docs.djangoproject.com/en/stable/ref/settings/#csrf-trusted-origins",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<DjangoFile>()
        from setting in file.Module.Assignments
        where setting.Name == "CSRF_TRUSTED_ORIGINS"
        from item in (setting.Value is PythonUnknown { Default: { } byDefault } ? byDefault : setting.Value).Items.OfType<DataScalar>()
        where item is { IsQuoted: true, Value.Length: > 0 } && !item.Value.Contains("://", StringComparison.Ordinal) && !item.Value.Contains('{', StringComparison.Ordinal)
        let finding = Info.Found(item.At, $"\"{item.Value}\" in CSRF_TRUSTED_ORIGINS has no scheme, and Django 4.0 and later compare it with a whole Origin: no page matches it")
        select item.At.Text.Trim('"', '\'') == item.Value ? finding with { Fix = LintFix.Of("Write the scheme", new Config.Sources.Edit(item.At, $"{item.At.Text[0]}https://{item.Value}{item.At.Text[0]}")) } : finding;
}
