using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Code;

/// <summary>A value that only running the code would tell.</summary>
/// <param name="At">Where it stands.</param>
public sealed record CodeUnknown(Span At) : DataNode(At)
{
    /// <summary>The variable of the environment that it comes from; null if it comes from none.</summary>
    public string? Variable { get; init; }

    /// <summary>What it is where the environment has no such variable; null if that is not known.</summary>
    public DataNode? Default { get; init; }
}
