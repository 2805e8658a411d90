using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Streamlit;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An option's name that Streamlit does not know, and that is almost one that it does.</summary>
internal sealed class StreamlitOptionUnknown : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("streamlit-option-unknown", CauseNames.ClientOptionTypo, Severity.Warning)
    {
        Why = "Streamlit warns of an option in config.toml that it does not know, in its log alone, and goes on with the default. Names are compared with case.",
        Fix = "Write the name as `streamlit config show` does.",
        Source = "https://docs.streamlit.io/develop/api-reference/configuration/config.toml#server",
        Kinds = ["streamlit"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<StreamlitFile>()
        from option in file.Options
        where option.Name.StartsWith("server", StringComparison.OrdinalIgnoreCase) || option.Name.StartsWith("browser", StringComparison.OrdinalIgnoreCase)
        let near = NearName.Of(option.Name, StreamlitOptions.Known)
        where near is not null
        select Info.Found(option.At, $"Streamlit knows no option {option.Name}, so the default rules; {near} is what is meant") with
        {
            Fix = option.NameAt is { } name && near.Split('.')[0] == option.Name.Split('.')[0] && !name.Text.Contains('.', StringComparison.Ordinal) ? LintFix.Of($"Write {near.Split('.')[1]}", new Edit(name, near.Split('.')[1])) : null,
        };
}
