using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>A line of a file of variables: <c>NAME=value</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, without quotes.</param>
internal sealed record EnvLine(Span At, string Name, string Value)
{
    /// <summary>What stands behind the equals sign, quotes included; the value again where it stands elsewhere.</summary>
    public string Raw => At.Text.Split('=', 2) is [_, var raw] ? raw.Trim() : Value;
}
