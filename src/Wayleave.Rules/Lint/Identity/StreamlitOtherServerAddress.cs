using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Streamlit;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Streamlit is told another public address than the one in use.</summary>
internal sealed class StreamlitOtherServerAddress : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("streamlit-other-server-address", CauseNames.ConfiguredPublicUrlMismatch, Severity.Warning)
    {
        Why = "browser.serverAddress is the address at which people open the app. Streamlit lets in pages of that address, so those of another one pass only while every hop hands their Host on unchanged.",
        Fix = "Set browser.serverAddress to the public host, or leave it out.",
        Source = "https://docs.streamlit.io/develop/api-reference/configuration/config.toml#browser",
        Kinds = ["streamlit"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from domain in new[] { deployment.Domain }
        where domain is not null
        let host = DjangoHosts.WithoutPort(domain)
        from option in StreamlitOptions.Of(deployment.Files)
        where option.Name == "browser.serverAddress" && !option.Value.Contains('$', StringComparison.Ordinal) && !string.Equals(option.Value, host, StringComparison.OrdinalIgnoreCase)
        select Info.Found(option.At, $"Streamlit is told that people open it at {option.Value}, and the public host is {host}: its pages there are strangers to it unless Host reaches it unchanged");
}
