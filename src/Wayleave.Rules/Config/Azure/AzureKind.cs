using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Azure.Reading;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>Azure's resources: Bicep, templates of the Resource Manager, and what the <c>az</c> command line prints.</summary>
internal sealed partial class AzureKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"/(subscription|managementGroup|tenant)?Deployment(Template|Parameters)\.json|""type""\s*:\s*""Microsoft\.\w+/\w+|""webSocketsEnabled""\s*:", Options, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    /// <inheritdoc/>
    public string Name => "azure";

    /// <inheritdoc/>
    public string Summary => "Azure: Bicep, ARM templates, what az prints of web apps and gateways";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (IsBicep(source)) return Fit.Name;
        return source.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..] && SignsPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        if (IsBicep(source) || source.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[', ..])
        {
            AzureTemplate template = BicepParser.Read(source, out ImmutableArray<ReadError> errors);
            // In a file of parameters each has its value, and not what it is by default.
            return new AzureFile(source, source.Name.EndsWith("param", StringComparison.OrdinalIgnoreCase) ? template with { Given = template.Defaults, Defaults = template.Given } : template) { Errors = errors };
        }

        DataText text = JsonReader.Read(source);
        return new AzureFile(source, ArmReader.Read(text.Roots.FirstOrDefault())) { Errors = text.Errors };
    }

    private static bool IsBicep(SourceText source) => source.Name.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase) || source.Name.EndsWith(".bicepparam", StringComparison.OrdinalIgnoreCase);
}
