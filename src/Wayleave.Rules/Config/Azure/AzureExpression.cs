using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>A value that only the deployment would tell, in Bicep or in a template's brackets.</summary>
/// <param name="At">Where it stands.</param>
internal sealed record AzureExpression(Span At) : DataNode(At)
{
    /// <summary>The variable or parameter that it is; null if it is more than one name.</summary>
    public string? Name { get; init; }
}
