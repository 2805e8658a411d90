using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>An entry of <c>ALLOWED_HOSTS</c> that no host can match.</summary>
internal sealed class DjangoAllowedHostMalformed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-allowed-host-malformed", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "ALLOWED_HOSTS is a list of hosts. Django compares each with the name in Host, so an entry with a scheme, a port or a path never matches, and a text in place of the list is refused.",
        Fix = "Write the host alone: example.com, or .example.com for all below it.",
        Source = "https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<DjangoFile>()
        from setting in file.Module.Assignments
        where setting.Name == "ALLOWED_HOSTS"
        from finding in Judge(setting)
        select finding;

    private IEnumerable<LintFinding> Judge(PythonAssignment setting)
    {
        if (setting.Value is DataScalar { IsQuoted: true } text && !setting.Adds)
        {
            yield return Info.Found(setting.NameAt, "ALLOWED_HOSTS is a text, where Django wants a list of hosts: it does not start") with { Fix = LintFix.Of("Write a list", new Edit(text.At, $"[{text.At.Text}]")) };
            yield break;
        }

        DataNode list = setting.Value is PythonUnknown { Default: { } byDefault } ? byDefault : setting.Value;
        if (list.Items.Any(item => item.Text == "*")) yield break;
        foreach (DataScalar item in list.Items.OfType<DataScalar>())
        {
            if (!item.IsQuoted || DjangoHosts.Fault(item.Value) is not { } fault) continue;
            LintFinding finding = Info.Found(item.At, $"\"{item.Value}\" in ALLOWED_HOSTS {fault}, so no host matches it: Django answers 400, and a socket gets 400 or 403");
            // Where one text is split into several hosts, only a person sees which part is meant.
            yield return item.At.Text.Trim('"', '\'') == item.Value ? finding with { Fix = LintFix.Of("Write the host alone", new Edit(item.At, $"{item.At.Text[0]}{DjangoHosts.Mended(item.Value)}{item.At.Text[0]}")) } : finding;
        }
    }
}
