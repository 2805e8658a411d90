using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Azure.Reading;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>Azure's resources: Bicep, templates of the Resource Manager, and what the <c>az</c> command line prints.</summary>
internal sealed class AzureKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase;

    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_signs = new(@"/deploymentTemplate\.json|""type""\s*:\s*""Microsoft\.\w+/\w+|""webSocketsEnabled""\s*:", Options);

    /// <inheritdoc/>
    public string Name => "azure";

    /// <inheritdoc/>
    public string Summary => "Azure: Bicep, ARM templates, what az prints of web apps and gateways";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (source.Name.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase)) return Fit.Name;
        return source.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..] && s_signs.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        if (source.Name.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase) || source.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[', ..])
            return new AzureFile(source, BicepParser.Read(source, out ImmutableArray<ReadError> errors)) { Errors = errors };
        DataText text = JsonReader.Read(source);
        return new AzureFile(source, ArmReader.Read(text.Roots.FirstOrDefault())) { Errors = text.Errors };
    }
}
