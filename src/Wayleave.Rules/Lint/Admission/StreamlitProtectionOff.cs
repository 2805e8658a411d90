using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Streamlit;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Streamlit's protection against strangers' pages is switched off.</summary>
internal sealed class StreamlitProtectionOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("streamlit-protection-off", CauseNames.DebugSettingLeftOn, Severity.Warning)
    {
        Why = "enableXsrfProtection and enableCORS keep pages of other sites from using the app in a visitor's name. They are switched off while looking for the cause of a socket that fails, which they hardly ever are, and left off.",
        Fix = "Take the line out; where a proxy changes Host or Origin, mend that instead.",
        Source = "https://docs.streamlit.io/develop/api-reference/configuration/config.toml#server",
        Kinds = ["streamlit"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<StreamlitOption> options = StreamlitOptions.Of(deployment.Files);
        bool xsrfOff = options.LastOrDefault(option => option.Name == "server.enableXsrfProtection")?.Truth == false;
        foreach (StreamlitOption option in options.Where(option => option.Truth == false))
        {
            string? message = option.Name switch
            {
                "server.enableXsrfProtection" => "Streamlit's protection against requests forged by other sites is off: any page that a visitor opens can upload to the app in the visitor's name",
                "server.enableCORS" when xsrfOff => "Streamlit lets in sockets from pages of any site: each can use the app in a visitor's name",
                "server.enableCORS" => "Streamlit ignores enableCORS = false while enableXsrfProtection is on, and says so in its log: the line does nothing but wait for that to be switched off too",
                _ => null,
            };
            if (message is null) continue;
            yield return Info.Found(option.Name == "server.enableCORS" && !xsrfOff ? Severity.Info : Severity.Warning, option.At, message) with
            {
                Fix = option.ValueAt is null ? null : LintFix.Of("Leave it on, as Streamlit does by itself", Edit.Remove(option.At)),
            };
        }
    }
}
